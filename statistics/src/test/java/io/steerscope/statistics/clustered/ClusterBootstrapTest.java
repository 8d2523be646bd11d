package io.steerscope.statistics.clustered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.exact.PoissonReplicates;
import io.steerscope.statistics.interval.BootstrapIntervals;
import io.steerscope.statistics.interval.BootstrapSettings;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PoissonBootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ClusterBootstrapTest {

    private static final BootstrapSettings SETTINGS = new BootstrapSettings(10_000, 7, 0.95);

    @Test
    void clustersOfOneSizeGiveTheBootstrapOfTheirMeans() {
        // given
        List<ItemAccumulator> pairs = pairs(300, 3, 1);
        double[] means = pairs.stream().mapToDouble(ItemAccumulator::mean).toArray();

        // when
        BootstrapIntervals clustered = ClusterBootstrap.ofMean(pairs, SETTINGS).orElseThrow();

        // then
        BootstrapIntervals ofMeans = BootstrapIntervals.ofMean(means, SETTINGS).orElseThrow();
        assertThat(clustered.acceleration()).isEqualTo(ofMeans.acceleration(), within(1e-9));
        assertThat(clustered.tolerance()).isEqualTo(ofMeans.tolerance(), within(1e-12));
        assertThat(clustered.percentile().low()).isEqualTo(ofMeans.percentile().low(), within(ofMeans.tolerance()));
        assertThat(clustered.bca().low()).isEqualTo(ofMeans.bca().low(), within(ofMeans.tolerance()));
        assertThat(clustered.bca().high()).isEqualTo(ofMeans.bca().high(), within(ofMeans.tolerance()));
    }

    @Test
    void streamingWeightsByPairGiveTheSameInterval() {
        // given
        Random random = new Random(8);
        PoissonReplicates replicates = PoissonReplicates.empty(2, 10_000);
        List<ItemAccumulator> pairs = new ArrayList<>();
        for (int pair = 0; pair < 200; pair++) {
            double shared = 0.04 * random.nextGaussian();
            ItemAccumulator items = ItemAccumulator.EMPTY;
            for (int item = 0; item < 3; item++) {
                double value = shared + 0.02 * random.nextGaussian();
                items = items.add(value);
                replicates = replicates.add("pair-" + pair, value);
            }
            pairs.add(items);
        }

        // when
        Interval streaming = PoissonBootstrap.percentile(replicates, 0.95).orElseThrow();

        // then
        BootstrapIntervals clustered = ClusterBootstrap.ofMean(pairs, SETTINGS).orElseThrow();
        assertThat(streaming.low()).isEqualTo(clustered.percentile().low(), within(2 * clustered.tolerance()));
        assertThat(streaming.high()).isEqualTo(clustered.percentile().high(), within(2 * clustered.tolerance()));
    }

    /** All 5^5 resamples of five clusters of different sizes enumerated. */
    @Test
    void resampledMeansHaveTheDistributionOfAllResamples() {
        // given
        double[][] clusters = {{-0.31}, {0.04, -0.02, 0.11}, {0.13, 0.52}, {-0.2, -0.1, 0.3, 0.07}, {0.25}};
        int all = 3_125;
        double[] means = new double[all];
        for (int code = 0; code < all; code++) {
            double sum = 0;
            int count = 0;
            for (int digit = 0, rest = code; digit < 5; digit++, rest /= 5) {
                sum += Arrays.stream(clusters[rest % 5]).sum();
                count += clusters[rest % 5].length;
            }
            means[code] = sum / count;
        }

        // when
        ResampledClusters resampled = ResampledClusters.draw(
                Arrays.stream(clusters).map(ClusterBootstrapTest::cluster).toList(), 400_000, 3);

        // then
        Arrays.sort(means);
        for (double p : new double[] {0.025, 0.1, 0.5, 0.9, 0.975}) {
            assertThat(resampled.quantile(p))
                    .isBetween(means[(int) ((p - 0.004) * all)] - 1e-9, means[(int) ((p + 0.004) * all)] + 1e-9);
        }
    }

    @Test
    void boundsDependNeitherOnTheOrderOfTheClustersNorOnTheThreads() {
        // given
        List<ItemAccumulator> pairs = pairs(101, 2, 4);
        List<ItemAccumulator> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.add(ItemAccumulator.EMPTY);

        // when
        BootstrapIntervals expected = ClusterBootstrap.ofMean(pairs, SETTINGS).orElseThrow();

        // then
        for (int threads : new int[] {1, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> ClusterBootstrap.ofMean(shuffled, SETTINGS))
                                .join())
                        .contains(expected);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void undeterminedClustersHaveNoFigures() {
        assertThat(ClusterBootstrap.ofMean(List.of(), SETTINGS)).isEmpty();
        assertThat(ClusterBootstrap.ofMean(List.of(cluster(0.1, 0.3)), SETTINGS))
                .isEmpty();
        assertThat(ClusterBootstrap.ofMean(List.of(cluster(0.25), cluster(0.25, 0.25)), SETTINGS))
                .isEmpty();
        ClusteredSummary none = ClusteredSummary.of(List.of(), SETTINGS);
        assertThat(none.toMap()).containsOnlyKeys("clusters", "n");
        ClusteredSummary one = ClusteredSummary.of(List.of(cluster(0.1, 0.3)), SETTINGS);
        assertThat(one.toMap()).containsOnlyKeys("clusters", "n", "mean");
    }

    private static List<ItemAccumulator> pairs(int pairs, int items, long seed) {
        Random random = new Random(seed);
        List<ItemAccumulator> clusters = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            double shared = -0.03 * Math.log(random.nextDouble());
            double[] values = new double[items];
            Arrays.setAll(values, item -> shared + 0.02 * random.nextGaussian());
            clusters.add(cluster(values));
        }
        return clusters;
    }

    private static ItemAccumulator cluster(double... values) {
        ItemAccumulator cluster = ItemAccumulator.EMPTY;
        for (double value : values) {
            cluster = cluster.add(value);
        }
        return cluster;
    }

    @Test
    void clustersThatDifferByLessThanADoubleCanTellHaveNoIntervals() {
        // given
        ItemAccumulator one =
                ItemAccumulator.EMPTY.add(Math.nextUp(-1.0)).add(-1.0).add(-1.0);
        ItemAccumulator other = ItemAccumulator.EMPTY.add(-1.0).add(-1.0);

        // when
        Optional<BootstrapIntervals> intervals = ClusterBootstrap.ofMean(List.of(one, other, other, one), SETTINGS);

        // then
        assertThat(ClusterMoments.of(List.of(one, other, other, one))
                        .standardError()
                        .getAsDouble())
                .isPositive();
        assertThat(intervals).isEmpty();
    }
}
