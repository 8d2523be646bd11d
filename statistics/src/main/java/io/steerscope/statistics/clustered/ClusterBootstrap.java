package io.steerscope.statistics.clustered;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;

/**
 * Cluster bootstrap of the mean over all values: each resample draws as many clusters as there are, with replacement,
 * each with all its values (Davison and Hinkley 1997, Bootstrap Methods and their Application, section 3.8; Field and
 * Welsh 2007). The intervals are the percentile and BCa intervals of {@link BootstrapIntervals}, the acceleration being
 * that of the clusters' residuals, sum minus mean times count.
 *
 * <p>Where all clusters have one size it is the bootstrap of the clusters' means, to the last bit. Streaming
 * counterpart: {@link io.steerscope.statistics.exact.PoissonReplicates} with the cluster as unit.
 */
public final class ClusterBootstrap {

    private ClusterBootstrap() {}

    /**
     * The intervals, a function of the clusters as a multiset and of the settings. Clusters without values do not
     * count. Empty below two clusters, without variation between them that a double can tell, and where all resampled
     * means lie on one side of the mean.
     *
     * @param clusters sum and count of the values of each cluster
     */
    public static Optional<BootstrapIntervals> ofMean(
            Collection<ItemAccumulator> clusters, BootstrapSettings settings) {
        List<ItemAccumulator> present =
                clusters.stream().filter(cluster -> cluster.count() > 0).toList();
        double standardError = ClusterMoments.of(present).standardError().orElse(0.0);
        if (standardError == 0.0) {
            return Optional.empty();
        }
        if (present.stream().mapToLong(ItemAccumulator::count).distinct().count() == 1) {
            return BootstrapIntervals.ofMean(
                    present.stream().mapToDouble(ItemAccumulator::mean).toArray(), settings);
        }
        ResampledClusters resampled = ResampledClusters.draw(present, settings.resamples(), settings.seed());
        double z0 = NormalDistribution.quantile(resampled.shareBelowMean());
        OptionalDouble acceleration = resampled.acceleration();
        if (Double.isInfinite(z0) || acceleration.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(BootstrapIntervals.ofQuantiles(
                resampled::quantile, z0, acceleration.getAsDouble(), standardError, settings));
    }
}
