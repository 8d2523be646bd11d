package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;
import io.steerscope.statistics.verdict.Verdict;

/**
 * How often any of 24 cells has a wrong verdict at any look, of looks after every round of one value for each cell:
 * "works" of true means of 0, "does not" of true means that are the smallest effect.
 */
final class RunningFamilies {

    private static final double[] DEVIATIONS = {0.5, 1.0};
    private static final int UNRESERVED = Verdict.FEWEST_FOR_SKEWED_ITEMS;
    private static final String PROMISE = "at most 5 %";

    private RunningFamilies() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Cells cells : Cells.values()) {
            for (Population population : Population.values()) {
                for (int plan : new int[] {5, 10, 20, 50, 100, 150, 400}) {
                    CriticalValues critical = CriticalValues.ofRunningVerdicts(plan);
                    List<Experiments.Event> events = events(cells, plan);
                    rates.addAll(experiments
                            .oneIn(plan < 100 ? 1 : plan < 400 ? 4 : 10)
                            .rates(
                                    population,
                                    "n = " + plan,
                                    events,
                                    random -> Arrays.copyOf(
                                            watch(cells.draw(population, random, plan), critical), events.size())));
                }
            }
        }
        return rates;
    }

    private static List<Experiments.Event> events(Cells cells, int plan) {
        String question = "Any wrong verdict among " + Cells.COUNT + " " + cells.words()
                + " at any look (n planned; sequence for t up to 100, then the asymptotic one)";
        List<Experiments.Event> events = new ArrayList<>();
        events.add(new Experiments.Event(question, "works", PROMISE));
        events.add(new Experiments.Event(question, "does not, any margin", PROMISE));
        for (double deviations : DEVIATIONS) {
            events.add(new Experiments.Event(question, "does not, " + deviations + " sd", PROMISE));
        }
        if (plan >= UNRESERVED) {
            events.add(new Experiments.Event(question, "works, looks from item " + UNRESERVED + " on", PROMISE));
        }
        return events;
    }

    /**
     * Whether at any look "works", "does not" of a margin, "does not" in standard deviations, and "works" without the
     * reservation about skewed values was said of any cell.
     */
    static boolean[] watch(double[][] cells, CriticalValues critical) {
        boolean[] any = new boolean[3 + DEVIATIONS.length];
        for (double[] values : cells) {
            RunningSample sample = new RunningSample();
            for (int n = 1; n <= values.length; n++) {
                sample.add(values[n - 1]);
                if (n >= 2) {
                    double t = sample.t();
                    Sample figures = sample.figures();
                    double skewness = figures.skewness();
                    boolean works = critical.rejects(SkewnessAdjustedT.adjusted(t, skewness, n), n);
                    any[0] |= works;
                    any[1] |= critical.rejects(SkewnessAdjustedT.adjusted(-t, -skewness, n), n);
                    for (int i = 0; i < DEVIATIONS.length; i++) {
                        double below = figures.plus(DEVIATIONS[i]).tBelow(DEVIATIONS[i]);
                        any[2 + i] |= critical.rejects(SkewnessAdjustedT.adjusted(below, -skewness, n), n);
                    }
                    any[2 + DEVIATIONS.length] |= works && n >= UNRESERVED;
                }
            }
        }
        return any;
    }
}
