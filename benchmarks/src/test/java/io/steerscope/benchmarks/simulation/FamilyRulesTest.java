package io.steerscope.benchmarks.simulation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.StandardisedMean;
import io.steerscope.statistics.verdict.PlannedGroup;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.Verdict;
import io.steerscope.statistics.verdict.VerdictSettings;
import io.steerscope.statistics.verdict.Verdicts;

import static org.assertj.core.api.Assertions.assertThat;

/** The simulations count what the verdicts say, by shorter ways. */
class FamilyRulesTest {

    private static final int FAMILIES = 30;
    private static final VerdictSettings SETTINGS = VerdictSettings.defaults();

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 50})
    void anyCellWorksAtCompletionWhereAnyVerdictSaysSo(int n) {
        int works = 0;
        for (int family = 0; family < FAMILIES; family++) {
            // given
            double[][] cells = family(family, n, 1.2 / Math.sqrt(n));

            // when
            boolean counted = WrongWorks.byRules(cells)[WorksRule.IN_USE.ordinal()];

            // then
            assertThat(counted)
                    .isEqualTo(any(Verdict.Works.class, Verdicts.atCompletion(planned(cells, n, n, 0.0), SETTINGS)));
            works += counted ? 1 : 0;
        }
        assertThat(works).isBetween(1, FAMILIES - 1);
    }

    @ParameterizedTest
    @CsvSource({"5, 1.0", "10, 1.0", "10, 0.5", "50, 0.25"})
    void anyCellDoesNotWorkAtCompletionWhereAnyVerdictSaysSo(int n, double deviations) {
        int doesNot = 0;
        for (int family = 0; family < FAMILIES; family++) {
            // given
            double[][] cells = family(family, n, -1.2 / Math.sqrt(n));
            double margin = deviations * Population.MARGIN;

            // when
            boolean[] counted = WrongDoesNot.judge(cells);

            // then
            assertThat(counted[0]).isEqualTo(saysDoesNot(cells, deviations, new SmallestEffect.Margin(margin)));
            int at = 1 + Arrays.binarySearch(WrongDoesNot.DEVIATIONS, deviations);
            assertThat(counted[at])
                    .isEqualTo(saysDoesNot(cells, deviations, new SmallestEffect.StandardDeviations(deviations)));
            doesNot += counted[0] ? 1 : 0;
        }
        assertThat(doesNot).isBetween(1, FAMILIES - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 101})
    void anyCellWorksWhileRunningWhereAnyVerdictSaysSoAtAnyLook(int plan) {
        CriticalValues critical = CriticalValues.ofRunningVerdicts(plan);
        int works = 0;
        for (int family = 0; family < FAMILIES / 3; family++) {
            // given
            double[][] cells = family(family, plan, 2.0 / Math.sqrt(plan));

            // when
            boolean counted = RunningFamilies.watch(cells, critical)[0];

            // then
            boolean said = false;
            for (int n = 2; n <= plan && !said; n++) {
                said = any(Verdict.Works.class, Verdicts.whileRunning(planned(cells, n, plan, 0.0), SETTINGS));
            }
            assertThat(counted).isEqualTo(said);
            works += counted ? 1 : 0;
        }
        assertThat(works).isBetween(1, FAMILIES / 3 - 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.5, 1.0})
    void theIntervalOfCohensDHoldsItWhereNeitherTailIsSmall(double d) {
        SplittableRandom random = new SplittableRandom(3);
        int holds = 0;
        for (int sample = 0; sample < 100; sample++) {
            // given
            double[] values = Population.SKEWED_LEFT.sample(random, 6);

            // when
            boolean counted = StandardisedMeans.holds(values, d);

            // then
            assertThat(counted)
                    .isEqualTo(StandardisedMean.of(moments(values, 6, d), 0.95)
                            .orElseThrow()
                            .interval()
                            .contains(d));
            holds += counted ? 1 : 0;
        }
        assertThat(holds).isBetween(1, 99);
    }

    private static boolean saysDoesNot(double[][] cells, double shift, SmallestEffect effect) {
        int n = cells[0].length;
        return any(
                Verdict.DoesNot.class,
                Verdicts.atCompletion(planned(cells, n, n, shift), SETTINGS.withSmallestEffect(effect)));
    }

    private static boolean any(Class<? extends Verdict> kind, Map<String, Verdict> verdicts) {
        return verdicts.values().stream().anyMatch(kind::isInstance);
    }

    private static double[][] family(int seed, int n, double mean) {
        Population population = Population.values()[seed % Population.values().length];
        double[][] cells = Cells.CORRELATED.draw(population, new SplittableRandom(seed), n);
        for (double[] cell : cells) {
            Arrays.setAll(cell, i -> cell[i] + mean);
        }
        return cells;
    }

    private static Map<String, PlannedGroup> planned(double[][] cells, int n, int plan, double shift) {
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        for (double[] cell : cells) {
            family.put("cell " + family.size(), new PlannedGroup(moments(cell, n, shift), plan));
        }
        return family;
    }

    private static ExactMoments moments(double[] values, int n, double shift) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (int i = 0; i < n; i++) {
            moments = moments.add(Population.MARGIN * (values[i] + shift));
        }
        return moments;
    }
}
