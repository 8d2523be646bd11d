package io.steerscope.statistics.interval;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

import io.steerscope.statistics.distribution.NormalDistribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class IntervalProperties {

    /** The bounds are the rates at which the score test of the observed rate is just significant. */
    @Property(tries = 500)
    void wilsonBoundsInvertTheScoreTest(
            @ForAll @IntRange(min = 1, max = 5_000) int n,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0.6, max = 0.999) @Scale(4) double level) {
        // given
        int successes = (int) Math.round(share * n);
        double observed = (double) successes / n;
        double z = NormalDistribution.quantile(0.5 + 0.5 * level);

        // when
        Interval interval = WilsonInterval.of(successes, n, level);

        // then
        for (double rate : interval.toList()) {
            double score = (observed - rate) * (observed - rate) * n;
            assertThat(score).isEqualTo(z * z * rate * (1.0 - rate), within(1e-9 * n));
        }
        assertThat(interval.contains(observed)).isTrue();
    }

    /** A share (length - 1) p of the gaps between order statistics lies below the quantile. */
    @Property(tries = 300)
    void empiricalQuantileRunsThroughTheOrderStatistics(
            @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1, max = 1) Double> values,
            @ForAll @DoubleRange(min = 0, max = 1) double probability) {
        // given
        double[] ascending =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int last = ascending.length - 1;

        // then
        for (int i = 0; i <= last; i++) {
            assertThat(EmpiricalQuantile.of(ascending, last == 0 ? probability : (double) i / last))
                    .isEqualTo(ascending[i], within(1e-12));
        }
        assertThat(EmpiricalQuantile.of(ascending, probability))
                .isBetween(
                        ascending[(int) Math.floor(probability * last)],
                        ascending[(int) Math.ceil(probability * last)]);
    }
}
