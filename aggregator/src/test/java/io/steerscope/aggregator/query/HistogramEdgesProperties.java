package io.steerscope.aggregator.query;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static org.assertj.core.api.Assertions.assertThat;

class HistogramEdgesProperties {

    @Property(tries = 500)
    void edgesAreRoundHoldAllValuesAndZeroAndAreNotTooMany(
            @ForAll("values") List<Double> values, @ForAll @IntRange(min = 2, max = 200) int bins) {
        // given
        double[] ascending =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();

        // when
        HistogramEdges edges = HistogramEdges.around(ascending[0], ascending[ascending.length - 1], bins);

        // then
        List<Double> at = edges.values();
        assertThat(at.size() - 1).isBetween(1, bins);
        assertThat(at).contains(0.0).isSorted().doesNotHaveDuplicates();
        assertThat(at.get(0)).isLessThanOrEqualTo(ascending[0]);
        assertThat(at.get(at.size() - 1)).isGreaterThanOrEqualTo(ascending[ascending.length - 1]);
        BigDecimal width = decimal(at.get(1)).subtract(decimal(at.get(0)));
        assertThat(Set.of("1", "2", "5"))
                .contains(width.stripTrailingZeros().unscaledValue().toString());
        for (int i = 1; i < at.size(); i++) {
            assertThat(decimal(at.get(i)).subtract(decimal(at.get(i - 1)))).isEqualByComparingTo(width);
        }
    }

    @Property(tries = 500)
    void everyValueIsInOneBin(@ForAll("values") List<Double> values) {
        // given
        double[] ascending =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        HistogramEdges edges = HistogramEdges.around(ascending[0], ascending[ascending.length - 1], 40);

        // when
        List<Long> counts = edges.counts(ascending);

        // then
        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(values.size());
        for (int bin = 0; bin < counts.size(); bin++) {
            double low = edges.values().get(bin);
            double high = edges.values().get(bin + 1);
            boolean first = bin == 0;
            assertThat(counts.get(bin))
                    .isEqualTo(Arrays.stream(ascending)
                            .filter(value -> (value > low || first && value == low) && value <= high)
                            .count());
        }
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(Double.toString(value));
    }

    @Provide
    Arbitrary<List<Double>> values() {
        Arbitrary<Double> margin = Arbitraries.oneOf(
                Arbitraries.doubles().between(-2.0, 2.0).ofScale(17),
                Arbitraries.doubles().between(-0.001, 0.002).ofScale(17),
                Arbitraries.of(0.0, 0.01, -0.01, 0.03, 0.3, 2.0, -2.0));
        return margin.list().ofMinSize(1).ofMaxSize(60);
    }
}
