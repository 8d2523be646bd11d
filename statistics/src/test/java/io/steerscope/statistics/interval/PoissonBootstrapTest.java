package io.steerscope.statistics.interval;

import java.util.Random;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.exact.PoissonReplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PoissonBootstrapTest {

    private static final int RESAMPLES = 10_000;

    /**
     * Twice the tolerance that holds between two ordinary bootstraps: both sides are noisy, one of them is not
     * antithetic.
     */
    @Test
    void intervalAgreesWithTheOrdinaryPercentileBootstrap() {
        // given
        Random random = new Random(12);
        double[] values = new double[400];
        PoissonReplicates replicates = PoissonReplicates.empty(1, RESAMPLES);
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.01 - 0.03 * (1.0 + Math.log(random.nextDouble()));
            replicates = replicates.add("item-" + i, values[i]);
        }

        // when
        Interval poisson = PoissonBootstrap.percentile(replicates, 0.95).orElseThrow();

        // then
        BootstrapIntervals ordinary = BootstrapIntervals.ofMean(values, new BootstrapSettings(RESAMPLES, 1, 0.95))
                .orElseThrow();
        assertThat(poisson.low()).isEqualTo(ordinary.percentile().low(), within(2.0 * ordinary.tolerance()));
        assertThat(poisson.high()).isEqualTo(ordinary.percentile().high(), within(2.0 * ordinary.tolerance()));
    }

    @Test
    void undeterminedSamplesHaveNoInterval() {
        PoissonReplicates none = PoissonReplicates.empty(1, 100);

        assertThat(PoissonBootstrap.percentile(none, 0.95)).isEmpty();
        assertThat(PoissonBootstrap.percentile(none.add("a", 0.3), 0.95)).isEmpty();
        assertThat(PoissonBootstrap.percentile(none.add("a", 0.3).add("b", 0.3), 0.95))
                .isEmpty();
        assertThat(PoissonBootstrap.percentile(none.remove("a", 0.3), 0.95)).isEmpty();
        assertThat(PoissonBootstrap.percentile(none.add("a", 0.3).add("b", 0.1), 0.95))
                .isPresent();
    }
}
