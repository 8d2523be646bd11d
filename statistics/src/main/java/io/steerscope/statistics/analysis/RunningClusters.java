package io.steerscope.statistics.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.clustered.ClusterTTest;
import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;

/**
 * The pair-clustered figures of a group while it is still growing, from the moments of its clusters alone: the primary
 * ones where a group holds several alphas of a pair. The counterpart of {@link RunningSummary}: mean, standard error
 * and t-test are computed by the same code from the same integers as those of the {@linkplain PairClusteredAnalysis
 * final analysis}, so they end in identical bits.
 *
 * <p>While the group grows only the {@linkplain ConfidenceSequence#ofClusters sequence} may be used to decide anything,
 * after {@linkplain #burnIn() burn-in}. The t-test is for a fixed n, so it is there only once the group is finished.
 *
 * <p>Null: without values the mean; below two clusters the standard error; below two clusters or without variation
 * between them sequence and t-test.
 *
 * @param clusters number of pairs that have a complete item so far
 * @param plannedClusters number of pairs of the design, at least 1
 * @param values number of complete items so far
 * @param plannedValues number of items of the design, at least 1
 * @param level confidence level of every interval
 * @param mean mean of the item means
 * @param standardError cluster-robust standard error of the mean
 * @param sequence asymptotic confidence sequence over clusters, tuned to the planned items
 * @param tSequence confidence sequence for t over clusters, narrowest at the planned clusters
 * @param tTest cluster-robust t-test against 0; null also while the group is growing
 */
public record RunningClusters(
        long clusters,
        long plannedClusters,
        long values,
        long plannedValues,
        double level,
        @Nullable Double mean,
        @Nullable Double standardError,
        @Nullable ConfidenceSequence sequence,
        @Nullable TSequence tSequence,
        @Nullable ClusterTTest tTest) {

    /**
     * The figures of a group so far.
     *
     * @param finished whether there will be no further items
     * @throws IllegalArgumentException if a planned number is below 1 or level is not inside (0.5, 1)
     */
    public static RunningClusters of(
            ClusterMoments moments, long plannedClusters, long plannedValues, double level, boolean finished) {
        if (plannedClusters < 1) {
            throw new IllegalArgumentException("No figures for " + plannedClusters + " planned clusters");
        }
        return new RunningClusters(
                Math.max(0, moments.clusters()),
                plannedClusters,
                Math.max(0, moments.values()),
                plannedValues,
                level,
                Fields.orNull(moments.mean()),
                Fields.orNull(moments.standardError()),
                ConfidenceSequence.ofClusters(moments, plannedValues, level).orElse(null),
                TSequence.ofClusters(moments, plannedClusters, level).orElse(null),
                finished ? ClusterTTest.of(moments, level).orElse(null) : null);
    }

    /**
     * The figures of a group in which every pair has one item at most, such as the items of one alpha.
     *
     * @param finished whether there will be no further items
     * @throws IllegalArgumentException as {@link #of} throws it
     */
    public static RunningClusters ofSingleItems(
            ExactMoments moments, long plannedItems, double level, boolean finished) {
        return of(ClusterMoments.ofSingleValues(moments), plannedItems, plannedItems, level, finished);
    }

    /** The sequence that decides; the planned number of pairs alone chooses it. */
    public PrimarySequence primary() {
        return PrimarySequence.ofPlan(plannedClusters);
    }

    /** Whether there are too few pairs for the primary sequence to claim anything. */
    public boolean burnIn() {
        return primary().isBurnIn(clusters);
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("clusters", clusters);
        fields.put("planned_clusters", plannedClusters);
        fields.put("n", values);
        fields.put("planned_n", plannedValues);
        Figures.put(fields, "mean", mean);
        Figures.put(fields, "standard_error", standardError);
        fields.put("primary_sequence", primary().id());
        fields.put("burn_in", burnIn());
        if (sequence != null) {
            Figures.putSequence(fields, sequence, percent);
        }
        if (tSequence != null) {
            Figures.putTSequence(fields, tSequence, percent);
        }
        if (tTest != null) {
            fields.put("t", tTest.t());
            fields.put("df", tTest.df());
            fields.put("p_greater", tTest.pGreater());
            fields.put("p_two_sided", tTest.pTwoSided());
            fields.put("ci" + percent + "_t", tTest.interval().toList());
        }
        return fields;
    }
}
