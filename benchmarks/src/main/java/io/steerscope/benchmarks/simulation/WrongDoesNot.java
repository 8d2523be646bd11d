package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;

/**
 * How often any of 24 cells whose true mean is exactly the smallest effect is said to not work at completion. Of a
 * smallest effect given as a margin the rate does not depend on its size, as only its distance from the mean matters.
 */
final class WrongDoesNot {

    /** Smallest effects in standard deviations, ascending. */
    static final double[] DEVIATIONS = {0.25, 0.5, 1.0};

    private WrongDoesNot() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Cells cells : Cells.values()) {
            List<Experiments.Event> events = events(cells);
            for (Population population : Population.values()) {
                for (int n : new int[] {5, 10, 20, 50}) {
                    rates.addAll(experiments.rates(
                            population, "n = " + n, events, random -> judge(cells.draw(population, random, n))));
                }
            }
        }
        return rates;
    }

    /** Which smallest effects any cell is said to be below: a margin, then those in standard deviations. */
    static boolean[] judge(double[][] cells) {
        boolean[] any = new boolean[1 + DEVIATIONS.length];
        for (double[] values : cells) {
            Sample sample = Sample.of(values);
            any[0] |= isBelow(sample, -sample.t(0.0));
            for (int i = 0; i < DEVIATIONS.length; i++) {
                any[1 + i] |= isBelow(sample, sample.plus(DEVIATIONS[i]).tBelow(DEVIATIONS[i]));
            }
        }
        return any;
    }

    private static boolean isBelow(Sample sample, double t) {
        return SkewnessAdjustedT.pGreater(t, -sample.skewness(), sample.n()) <= Cells.FIRST_STEP;
    }

    private static List<Experiments.Event> events(Cells cells) {
        String question = "Any wrong \"does not\" among " + Cells.COUNT + " " + cells.words()
                + " whose true mean is the smallest effect, at completion";
        List<Experiments.Event> events = new ArrayList<>();
        events.add(new Experiments.Event(question, "any margin", "at most 5 %"));
        for (double deviations : DEVIATIONS) {
            events.add(new Experiments.Event(question, deviations + " sd", "at most 5 %"));
        }
        return events;
    }
}
