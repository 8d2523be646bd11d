package io.steerscope.aggregator.query;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;

/** The mean of items as they are added one by one, each in constant time. */
final class RunningMean {

    private final boolean clustered;
    private final long plannedItems;
    private final long plannedClusters;
    private final double level;
    private final Map<String, ItemAccumulator> pairs = new HashMap<>();
    private ClusterMoments clusters = ClusterMoments.EMPTY;
    private ExactMoments items = ExactMoments.EMPTY;
    private long atMillis;

    /**
     * @param clustered whether several items of a pair are added, so that the sequence has pairs as clusters
     * @param plannedItems items of the design
     * @param plannedPairs pairs of the design
     */
    RunningMean(boolean clustered, long plannedItems, long plannedPairs, double level) {
        this.clustered = clustered;
        this.plannedItems = plannedItems;
        this.plannedClusters = plannedPairs;
        this.level = level;
    }

    void add(CompletedItem item) {
        atMillis = item.atMillis();
        items = items.addUnits(item.meanUnits());
        if (clustered) {
            ItemAccumulator before = pairs.getOrDefault(item.pairId(), ItemAccumulator.EMPTY);
            ItemAccumulator after = before.addUnits(item.meanUnits());
            pairs.put(item.pairId(), after);
            clusters = clusters.remove(before).add(after);
        }
    }

    /** The figures now, after one item at least. */
    CoursePoint point() {
        PrimarySequence primary = PrimarySequence.ofPlan(clustered ? plannedClusters : plannedItems);
        return new CoursePoint(
                items.n(),
                clustered ? clusters.clusters() : null,
                Instant.ofEpochMilli(atMillis),
                items.mean().orElseThrow(),
                primary,
                primary.isBurnIn(clustered ? clusters.clusters() : items.n()),
                primary == PrimarySequence.T ? ofT() : asymptotic());
    }

    private @Nullable Interval ofT() {
        Optional<TSequence> sequence = clustered
                ? TSequence.ofClusters(clusters, plannedClusters, level)
                : TSequence.of(items, plannedItems, level);
        return sequence.isEmpty() ? null : sequence.get().twoSided();
    }

    private @Nullable Interval asymptotic() {
        Optional<ConfidenceSequence> sequence = clustered
                ? ConfidenceSequence.ofClusters(clusters, plannedItems, level)
                : ConfidenceSequence.of(items, plannedItems, level);
        return sequence.map(ConfidenceSequence::twoSided).orElse(null);
    }
}
