package io.steerscope.statistics.hypothesis;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class MultipleTestingProperties {

    /** Closed testing: with Bonferroni for every intersection, a hypothesis falls at the largest m(S) min p(S). */
    @Property(tries = 300)
    void holmIsTheClosureOfBonferroni(
            @ForAll @Size(min = 1, max = 7) List<@DoubleRange(min = 0, max = 1) @Scale(5) Double> pValues) {
        // when
        Map<Integer, Double> adjusted = MultipleTesting.holm(byIndex(pValues));

        // then
        for (int i = 0; i < pValues.size(); i++) {
            double worst = 0.0;
            for (int set = 1; set < 1 << pValues.size(); set++) {
                if ((set >> i & 1) == 1) {
                    worst = Math.max(worst, Integer.bitCount(set) * smallest(pValues, set));
                }
            }
            assertThat(adjusted.get(i)).isEqualTo(Math.min(1.0, worst), within(1e-15));
        }
    }

    @Property(tries = 300)
    void benjaminiHochbergRejectsWhatTheStepUpRuleRejects(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) @Scale(5) Double> pValues,
            @ForAll @DoubleRange(min = 0.001, max = 0.999) @Scale(6) double rate) {
        // given
        List<Double> ascending = pValues.stream().sorted().toList();
        int m = pValues.size();
        double threshold = -1.0;
        for (int rank = 1; rank <= m; rank++) {
            if (ascending.get(rank - 1) * m / rank <= rate) {
                threshold = ascending.get(rank - 1);
            }
        }

        // when
        Map<Integer, Double> adjusted = MultipleTesting.benjaminiHochberg(byIndex(pValues));

        // then
        for (int i = 0; i < m; i++) {
            assertThat(adjusted.get(i) <= rate).isEqualTo(pValues.get(i) <= threshold);
        }
    }

    @Example
    void knownFamiliesAreAdjustedAsByScipyAndStatsmodels() {
        Map<Integer, Double> family = byIndex(List.of(0.01, 0.04, 0.03, 0.005, 0.5));

        assertThat(MultipleTesting.benjaminiHochberg(family).values())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
                .containsExactly(0.025, 0.05, 0.05, 0.025, 0.5);
        assertThat(MultipleTesting.holm(family).values())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : 1)
                .containsExactly(0.04, 0.09, 0.09, 0.025, 0.5);
        assertThat(MultipleTesting.holm(Map.<String, Double>of())).isEmpty();
    }

    @Example
    void anythingButAProbabilityIsRefused() {
        assertThatThrownBy(() -> MultipleTesting.holm(Map.of("colour", Double.NaN)))
                .hasMessage("p-value of colour is NaN");
    }

    private static Map<Integer, Double> byIndex(List<Double> pValues) {
        Map<Integer, Double> family = new TreeMap<>();
        IntStream.range(0, pValues.size()).forEach(i -> family.put(i, pValues.get(i)));
        return family;
    }

    private static double smallest(List<Double> pValues, int set) {
        return IntStream.range(0, pValues.size())
                .filter(i -> (set >> i & 1) == 1)
                .mapToDouble(pValues::get)
                .min()
                .orElseThrow();
    }
}
