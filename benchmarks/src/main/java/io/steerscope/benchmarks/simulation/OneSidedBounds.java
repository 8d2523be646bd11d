package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;

/**
 * How often one-sided bounds of means hold at completion: of one cell at level 95 %, and of all of 24 correlated
 * cells at once at level 1 - 5 % / 24. A bound is its test inverted, so it fails where the test rejects the true
 * mean.
 */
final class OneSidedBounds {

    private static final String PROMISE = "at least 95 %";

    private OneSidedBounds() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (boolean family : new boolean[] {false, true}) {
            String question = family
                    ? "All bounds of " + Cells.COUNT + " correlated cells hold"
                    : "The bound of one cell at level 95 % holds";
            List<Experiments.Event> events = List.of(
                    new Experiments.Event(question, "lower_bound", PROMISE),
                    new Experiments.Event(question, "excluded_above", PROMISE),
                    new Experiments.Event(question, "lower bound by t", PROMISE));
            double error = family ? Cells.FIRST_STEP : 0.05;
            for (Population population : Population.values()) {
                for (int n : new int[] {5, 10, 20, 50}) {
                    rates.addAll(experiments.rates(
                            population,
                            "n = " + n,
                            events,
                            random -> hold(
                                    family
                                            ? Cells.CORRELATED.draw(population, random, n)
                                            : new double[][] {population.sample(random, n)},
                                    error)));
                }
            }
        }
        return rates;
    }

    private static boolean[] hold(double[][] cells, double error) {
        boolean[] hold = {true, true, true};
        for (double[] values : cells) {
            Sample sample = Sample.of(values);
            double t = sample.t(0.0);
            hold[0] &= SkewnessAdjustedT.pGreater(t, sample.skewness(), sample.n()) > error;
            hold[1] &= SkewnessAdjustedT.pGreater(-t, -sample.skewness(), sample.n()) > error;
            hold[2] &= WorksRule.T.p(sample, t) > error;
        }
        return hold;
    }
}
