package io.steerscope.statistics.interval;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class BootstrapIntervalsTest {

    private static final BootstrapSettings SETTINGS = new BootstrapSettings(10_000, 7, 0.95);

    @Test
    void boundsAreTheSameOnAnyNumberOfThreads() {
        // given
        double[] values = sample(1200, 1);

        // when
        BootstrapIntervals expected =
                BootstrapIntervals.ofMean(values, SETTINGS).orElseThrow();

        // then
        for (int threads : new int[] {1, 2, 7}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> BootstrapIntervals.ofMean(values, SETTINGS)
                                        .orElseThrow())
                                .join())
                        .isEqualTo(expected);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void boundsDependOnTheValuesNotOnTheirOrder() {
        // given
        double[] values = sample(301, 2);
        double[] reversed =
                IntStream.range(0, 301).mapToDouble(i -> values[300 - i]).toArray();

        // then
        assertThat(BootstrapIntervals.ofMean(reversed, SETTINGS))
                .isEqualTo(BootstrapIntervals.ofMean(values, SETTINGS));
    }

    @Test
    void anotherSeedMovesTheBoundsWithinTheTolerance() {
        // given
        double[] values = sample(400, 3);

        // when
        BootstrapIntervals one = BootstrapIntervals.ofMean(values, SETTINGS).orElseThrow();
        BootstrapIntervals other = BootstrapIntervals.ofMean(values, new BootstrapSettings(10_000, 8, 0.95))
                .orElseThrow();

        // then
        assertThat(one.bca()).isNotEqualTo(other.bca());
        assertThat(one.bca().low()).isEqualTo(other.bca().low(), within(one.tolerance()));
        assertThat(one.bca().high()).isEqualTo(other.bca().high(), within(one.tolerance()));
    }

    /** All 6^6 resamples of six values enumerated. */
    @Test
    void resampledMeansHaveTheDistributionOfAllResamples() {
        // given
        double[] values = {-0.31, -0.02, 0.04, 0.11, 0.13, 0.52};
        int all = 46_656;
        double[] means = new double[all];
        for (int code = 0; code < all; code++) {
            double sum = 0;
            for (int digit = 0, rest = code; digit < 6; digit++, rest /= 6) {
                sum += values[rest % 6];
            }
            means[code] = sum / 6;
        }

        // when
        ResampledMeans resampled = ResampledMeans.draw(values, 400_000, 11);

        // then
        Arrays.sort(means);
        for (double p : new double[] {0.01, 0.025, 0.1, 0.5, 0.9, 0.975, 0.99}) {
            assertThat(resampled.quantile(p))
                    .isBetween(means[(int) ((p - 0.002) * all)] - 1e-12, means[(int) ((p + 0.002) * all)] + 1e-12);
        }
        double mean = 0.47 / 6;
        double below =
                Arrays.stream(means).filter(value -> value < mean - 1e-12).count();
        double equal = Arrays.stream(means)
                .filter(value -> Math.abs(value - mean) <= 1e-12)
                .count();
        assertThat(resampled.shareBelowMean()).isEqualTo((below + 0.5 * equal) / all, within(0.002));
    }

    @Test
    void tiesWithTheMeanCountHalf() {
        // given
        double[] twoPoints = {-0.1, 0.3};

        // then
        assertThat(ResampledMeans.draw(twoPoints, 1000, 5).shareBelowMean()).isEqualTo(0.5);
    }

    @Test
    void boundsScaleWithTheValues() {
        // given
        double[] values = sample(50, 4);
        double[] large = IntStream.range(0, 50).mapToDouble(i -> 16 * values[i]).toArray();

        // when
        Interval small =
                BootstrapIntervals.ofMean(values, SETTINGS).orElseThrow().bca();
        Interval scaled =
                BootstrapIntervals.ofMean(large, SETTINGS).orElseThrow().bca();

        // then
        assertThat(scaled.low()).isEqualTo(16 * small.low(), within(1e-14));
        assertThat(scaled.high()).isEqualTo(16 * small.high(), within(1e-14));
    }

    @Test
    void coverageIsNearTheLevelForASkewedSample() {
        // given
        Random random = new Random(99);
        int covered = 0;
        int runs = 600;

        // when
        for (int run = 0; run < runs; run++) {
            double[] values = IntStream.range(0, 60)
                    .mapToDouble(i -> -0.1 * Math.log(random.nextDouble()))
                    .toArray();
            Interval bca = BootstrapIntervals.ofMean(values, new BootstrapSettings(1000, run, 0.9))
                    .orElseThrow()
                    .bca();
            covered += bca.contains(0.1) ? 1 : 0;
        }

        // then
        assertThat(covered / (double) runs).isBetween(0.86, 0.93);
    }

    @Test
    void undeterminedSamplesHaveNoBootstrap() {
        assertThat(BootstrapIntervals.ofMean(new double[0], SETTINGS)).isEmpty();
        assertThat(BootstrapIntervals.ofMean(new double[] {0.2}, SETTINGS)).isEmpty();
        assertThat(BootstrapIntervals.ofMean(new double[] {0.2, 0.2, 0.2}, SETTINGS))
                .isEmpty();
        assertThatThrownBy(() -> new BootstrapSettings(10, 0, 0.95))
                .hasMessage("A bootstrap needs at least 100 resamples, not 10");
    }

    private static double[] sample(int n, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, n)
                .mapToDouble(i -> 0.01 + 0.04 * random.nextGaussian())
                .toArray();
    }
}
