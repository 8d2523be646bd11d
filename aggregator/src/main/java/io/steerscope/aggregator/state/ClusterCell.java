package io.steerscope.aggregator.state;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The pairs of one {@link ClusterKey} as clusters of their items over all strengths: exact moments, apart by how many
 * margins an item has. Immutable.
 *
 * <p>For every number of margins k the cluster of a pair is the sum and count of the means of its items that have
 * exactly k margins; which k is complete is the reader's knowledge, from the design. A commutative group, like
 * {@link Cell}.
 */
public final class ClusterCell {

    /** No pairs. */
    public static final ClusterCell EMPTY = new ClusterCell(new TreeMap<>());

    private static final byte FORMAT = 1;

    private final SortedMap<Long, ClusterMoments> byMargins;

    private ClusterCell(SortedMap<Long, ClusterMoments> byMargins) {
        this.byMargins = Collections.unmodifiableSortedMap(byMargins);
    }

    /**
     * With a pair as it is now instead of as it was.
     *
     * @param before what of it is in here, {@link PairItems#EMPTY} for a new pair
     * @param after what it is now, {@link PairItems#EMPTY} for one that is gone
     */
    public ClusterCell replace(PairItems before, PairItems after) {
        SortedSet<Long> numbers = new TreeSet<>();
        before.forEach((alpha, item) -> numbers.add(item.count()));
        after.forEach((alpha, item) -> numbers.add(item.count()));
        SortedMap<Long, ClusterMoments> changed = new TreeMap<>(byMargins);
        for (long margins : numbers) {
            ItemAccumulator was = before.cluster(margins);
            ItemAccumulator is = after.cluster(margins);
            if (!was.equals(is)) {
                put(changed, margins, of(margins).remove(was).add(is));
            }
        }
        return new ClusterCell(changed);
    }

    /** Pairs of both together. A pair that is in both must not share a number of margins between them. */
    public ClusterCell merge(ClusterCell other) {
        SortedMap<Long, ClusterMoments> merged = new TreeMap<>(byMargins);
        other.byMargins.forEach(
                (margins, moments) -> put(merged, margins, of(margins).merge(moments)));
        return new ClusterCell(merged);
    }

    /** Moments of the pairs that have an item of exactly {@code seeds} margins, as clusters of those items. */
    public ClusterMoments complete(int seeds) {
        return of(seeds);
    }

    /** Canonical bytes: equal cells have equal bytes. */
    public byte[] toBytes() {
        return ByMargins.encode(FORMAT, byMargins, ClusterMoments::toBytes);
    }

    /**
     * The cell that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static ClusterCell fromBytes(byte[] bytes) {
        return new ClusterCell(
                ByMargins.decode("cell of clusters", FORMAT, bytes, ClusterMoments.EMPTY, ClusterMoments::fromBytes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterCell that && byMargins.equals(that.byMargins);
    }

    @Override
    public int hashCode() {
        return byMargins.hashCode();
    }

    @Override
    public String toString() {
        return "ClusterCell" + byMargins;
    }

    private ClusterMoments of(long margins) {
        return byMargins.getOrDefault(margins, ClusterMoments.EMPTY);
    }

    private static void put(SortedMap<Long, ClusterMoments> target, long margins, ClusterMoments moments) {
        if (moments.equals(ClusterMoments.EMPTY)) {
            target.remove(margins);
        } else {
            target.put(margins, moments);
        }
    }
}
