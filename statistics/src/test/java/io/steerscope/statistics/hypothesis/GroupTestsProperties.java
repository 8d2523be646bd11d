package io.steerscope.statistics.hypothesis;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.exact.ExactMoments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class GroupTestsProperties {

    private static final int[][] ORDERS = {{1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}};

    /** Page's L is standardised by its moments over all orders of three columns in each row, enumerated. */
    @Property(tries = 200)
    void pageTrendIsStandardisedOverAllOrdersWithinRows(
            @ForAll @Size(min = 1, max = 5)
                    List<@Size(3) @UniqueElements List<@LongRange(min = -50, max = 50) Long>> rows) {
        // given
        int m = rows.size();
        double observed = 0.0;
        for (List<Long> row : rows) {
            for (int column = 0; column < 3; column++) {
                long value = row.get(column);
                observed += (column + 1)
                        * (1 + row.stream().filter(other -> other < value).count());
            }
        }
        double sum = 0.0;
        double squares = 0.0;
        int all = (int) Math.pow(6, m);
        for (int code = 0; code < all; code++) {
            double l = 0.0;
            for (int row = 0, rest = code; row < m; row++, rest /= 6) {
                int[] order = ORDERS[rest % 6];
                l += order[0] + 2 * order[1] + 3 * order[2];
            }
            sum += l;
            squares += l * l;
        }
        double mean = sum / all;
        double z = (observed - mean) / Math.sqrt(squares / all - mean * mean);

        // when
        PageTrendTest test = PageTrendTest.of(rows.stream()
                        .map(row -> row.stream().mapToLong(Long::longValue).toArray())
                        .toList())
                .orElseThrow();

        // then
        assertThat(test.l()).isEqualTo(observed);
        assertThat(test.z()).isEqualTo(z, within(1e-9));
        assertThat(test.pGreater()).isEqualTo(NormalDistribution.upperTail(z), within(1e-9));
    }

    /** Q as the weighted sum over all pairs of groups; its tail for even degrees of freedom as a Poisson sum. */
    @Property(tries = 200)
    void heterogeneityIsThatOfAllPairsOfGroups(
            @ForAll @Size(5)
                    List<@Size(min = 3, max = 8) List<@DoubleRange(min = -0.5, max = 0.5) @Scale(4) Double>> groups) {
        // given
        double[] weights = new double[5];
        double[] means = new double[5];
        List<ExactMoments> moments = new ArrayList<>();
        double totalWeight = 0.0;
        for (int i = 0; i < 5; i++) {
            List<Double> group = groups.get(i);
            double mean = group.stream().mapToDouble(Double::doubleValue).sum() / group.size();
            double variance = group.stream()
                            .mapToDouble(value -> (value - mean) * (value - mean))
                            .sum()
                    / (group.size() - 1);
            Assume.that(variance > 1e-6);
            means[i] = mean;
            weights[i] = group.size() / variance;
            totalWeight += weights[i];
            moments.add(ExactMoments.of(
                    group.stream().mapToDouble(Double::doubleValue).toArray()));
        }
        double q = 0.0;
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < i; j++) {
                q += weights[i] * weights[j] * (means[i] - means[j]) * (means[i] - means[j]) / totalWeight;
            }
        }

        // when
        Heterogeneity heterogeneity = Heterogeneity.of(moments).orElseThrow();

        // then
        assertThat(heterogeneity.q()).isEqualTo(q, within(1e-8 * Math.max(1.0, q)));
        assertThat(heterogeneity.df()).isEqualTo(4);
        assertThat(heterogeneity.p()).isEqualTo(Math.exp(-0.5 * q) * (1.0 + 0.5 * q), within(1e-9));
        assertThat(heterogeneity.iSquared()).isEqualTo(Math.max(0.0, 1.0 - 4.0 / q), within(1e-8));
    }
}
