package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.hypothesis.TTestPower;

/**
 * How often a cell of a true effect is said to work at completion where no other of 24 does: what the correction for
 * skewness costs.
 */
final class Powers {

    private static final double[] EFFECTS = {0.25, 0.5, 1.0, 1.5};
    private static final String QUESTION = "A cell works that alone among " + Cells.COUNT + " has an effect";

    private Powers() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (double effect : EFFECTS) {
            for (int n : new int[] {5, 10, 20, 50}) {
                rates.addAll(rates(experiments, effect, effect + " sd", n));
            }
        }
        for (int n : new int[] {5, 10, 20, 50}) {
            double effect = TTestPower.detectableD(n, Cells.FIRST_STEP, 0.8);
            rates.addAll(rates(experiments, effect, "what t finds with 80 % if normal", n));
        }
        return rates;
    }

    private static List<Rate> rates(Experiments experiments, double effect, String words, int n) {
        List<Experiments.Event> events = List.of(
                new Experiments.Event(QUESTION, words + ": " + WorksRule.IN_USE.words(), ""),
                new Experiments.Event(QUESTION, words + ": " + WorksRule.T.words(), ""));
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            rates.addAll(experiments.rates(population, "n = " + n, events, random -> {
                Sample sample = Sample.of(population.sample(random, n)).plus(effect);
                double t = sample.t(0.0);
                return new boolean[] {
                    WorksRule.IN_USE.p(sample, t) <= Cells.FIRST_STEP, WorksRule.T.p(sample, t) <= Cells.FIRST_STEP
                };
            }));
        }
        return rates;
    }
}
