package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often any of 24 cells of true mean 0 is said to work at completion. Holm's procedure says so of any where it
 * does of the one of the smallest p-value: where that is at most a 24th of 5 %.
 */
final class WrongWorks {

    private static final String PROMISE = "at most 5 %";
    private static final int BOOTSTRAPS_ONE_IN = 4;

    private WrongWorks() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Cells cells : Cells.values()) {
            String question = "Any wrong \"works\" among " + Cells.COUNT + " " + cells.words() + ", at completion";
            List<Experiments.Event> events = Arrays.stream(WorksRule.values())
                    .map(rule -> new Experiments.Event(question, rule.words(), PROMISE))
                    .toList();
            List<Experiments.Event> bootstrap =
                    List.of(new Experiments.Event(question, "studentised bootstrap", PROMISE));
            for (Population population : Population.values()) {
                for (int n : new int[] {5, 10, 20, 50}) {
                    String size = "n = " + n;
                    rates.addAll(experiments.rates(
                            population, size, events, random -> byRules(cells.draw(population, random, n))));
                    rates.addAll(experiments.oneIn(BOOTSTRAPS_ONE_IN).rates(population, size, bootstrap, random ->
                            new boolean[] {byBootstrap(cells.draw(population, random, n), random)}));
                }
            }
        }
        return rates;
    }

    /** Which rules say of any cell that it works. */
    static boolean[] byRules(double[][] cells) {
        WorksRule[] rules = WorksRule.values();
        boolean[] any = new boolean[rules.length];
        for (double[] values : cells) {
            Sample sample = Sample.of(values);
            double t = sample.t(0.0);
            for (int rule = 0; rule < rules.length; rule++) {
                any[rule] |= rules[rule].p(sample, t) <= Cells.FIRST_STEP;
            }
        }
        return any;
    }

    private static boolean byBootstrap(double[][] cells, SplittableRandom random) {
        for (double[] values : cells) {
            if (StudentisedBootstrap.rejects(values, Sample.of(values), Cells.FIRST_STEP, random)) {
                return true;
            }
        }
        return false;
    }
}
