package io.steerscope.statistics.analysis;

import java.util.List;
import java.util.Objects;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.interval.BootstrapSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SampleSummaryProperties {

    /** The median minimises the sum of distances to the values. */
    @Property(tries = 200)
    void medianHasTheSmallestSumOfDistances(
            @ForAll @Size(min = 1, max = 25) List<@LongRange(min = -(1L << 60), max = 1L << 60) Long> units) {
        // when
        SampleSummary summary = SampleSummary.ofUnits(
                units.stream().mapToLong(Long::longValue).toArray(), new BootstrapSettings(100, 1, 0.95));

        // then
        double atTheMedian = distance(units, Objects.requireNonNull(summary.median()));
        for (long other : units) {
            assertThat(atTheMedian).isLessThanOrEqualTo(distance(units, FixedPoint.valueOf(other)) + 1e-9);
        }
        long above = units.stream()
                .filter(value -> FixedPoint.valueOf(value) > summary.median())
                .count();
        long below = units.stream()
                .filter(value -> FixedPoint.valueOf(value) < summary.median())
                .count();
        assertThat(above).isLessThanOrEqualTo(units.size() / 2);
        assertThat(below).isLessThanOrEqualTo(units.size() / 2);
        assertThat((double) summary.successes() / summary.n())
                .isEqualTo(Objects.requireNonNull(summary.successRate()), within(0.0));
        assertThat(summary.successes())
                .isEqualTo(units.stream()
                        .filter(value -> FixedPoint.sign(value) > 0)
                        .count());
    }

    private static double distance(List<Long> units, double from) {
        return units.stream()
                .mapToDouble(value -> Math.abs(FixedPoint.valueOf(value) - from))
                .sum();
    }
}
