package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.hypothesis.SignTest;
import io.steerscope.statistics.hypothesis.WilcoxonSignedRank;

/**
 * How often "the mean is at most 0" is rejected at 5 % for one cell of true mean 0, at completion, by the rule in use
 * and the tests that stand beside it. Signs and signed ranks test the median and the centre of symmetry, which are
 * not the mean where values are skewed.
 */
final class SmallSampleTests {

    private static final double ALPHA = 0.05;
    private static final String QUESTION = "A true null hypothesis of one cell is rejected at completion";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, WorksRule.IN_USE.words(), "5 %"),
            new Experiments.Event(QUESTION, WorksRule.T.words(), "5 %"),
            new Experiments.Event(QUESTION, "Wilcoxon (not of the mean)", "5 %"),
            new Experiments.Event(QUESTION, "sign (not of the mean)", "5 %"));

    private SmallSampleTests() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int n : new int[] {5, 10, 20, 50}) {
                rates.addAll(experiments.rates(
                        population, "n = " + n, EVENTS, random -> test(population.sample(random, n))));
            }
        }
        return rates;
    }

    private static boolean[] test(double[] values) {
        Sample sample = Sample.of(values);
        double t = sample.t(0.0);
        int positives = 0;
        for (double value : values) {
            positives += value > 0.0 ? 1 : 0;
        }
        return new boolean[] {
            WorksRule.IN_USE.p(sample, t) <= ALPHA,
            WorksRule.T.p(sample, t) <= ALPHA,
            WilcoxonSignedRank.exactPGreater(values)
                            .orElseGet(() -> WilcoxonSignedRank.pGreater(values).orElseThrow())
                    <= ALPHA,
            SignTest.pGreater(positives, values.length - positives).orElseThrow() <= ALPHA
        };
    }
}
