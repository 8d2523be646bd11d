package io.steerscope.statistics.clustered;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;
import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * The clustered figures of one finished group.
 *
 * <p>Null: without values the mean; below two clusters or without variation between them test and bootstrap.
 *
 * @param clusters number of clusters with a value
 * @param values number of values
 * @param level confidence level of every interval
 * @param mean mean over all values
 * @param tTest cluster-robust t-test
 * @param bootstrap cluster bootstrap of the mean
 */
public record ClusteredSummary(
        long clusters,
        long values,
        double level,
        @Nullable Double mean,
        @Nullable ClusterTTest tTest,
        @Nullable BootstrapIntervals bootstrap) {

    /**
     * The summary of clusters.
     *
     * @param clusters sum and count of the values of each cluster; those without values do not count
     */
    public static ClusteredSummary of(Collection<ItemAccumulator> clusters, BootstrapSettings settings) {
        ClusterMoments moments = ClusterMoments.of(clusters);
        return new ClusteredSummary(
                moments.clusters(),
                moments.values(),
                settings.level(),
                moments.mean().isPresent() ? moments.mean().getAsDouble() : null,
                ClusterTTest.of(moments, settings.level()).orElse(null),
                ClusterBootstrap.ofMean(clusters, settings).orElse(null));
    }

    /** The same figures in units of which {@code factor} make one. */
    public ClusteredSummary scaled(double factor) {
        return new ClusteredSummary(
                clusters,
                values,
                level,
                mean == null ? null : Double.valueOf(factor * mean),
                tTest == null ? null : tTest.scaled(factor),
                bootstrap == null ? null : bootstrap.scaled(factor));
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("clusters", clusters);
        fields.put("n", values);
        if (mean != null) {
            fields.put("mean", mean);
        }
        if (tTest != null) {
            fields.put("standard_error", tTest.standardError());
            fields.put("t", tTest.t());
            fields.put("df", tTest.df());
            fields.put("p_greater", tTest.pGreater());
            fields.put("p_two_sided", tTest.pTwoSided());
            fields.put("ci" + percent + "_t", tTest.interval().toList());
        }
        if (bootstrap != null) {
            fields.put(
                    "bootstrap" + percent + "_percentile",
                    bootstrap.percentile().toList());
            fields.put("bootstrap" + percent + "_bca", bootstrap.bca().toList());
            fields.put("bootstrap_mc_error", bootstrap.monteCarloError());
            fields.put("bootstrap_resamples", bootstrap.resamples());
        }
        return fields;
    }
}
