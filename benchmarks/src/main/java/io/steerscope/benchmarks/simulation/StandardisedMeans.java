package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.distribution.NoncentralT;

/** How often the 95 % interval of Cohen's d by the noncentral t holds the true standardised mean. */
final class StandardisedMeans {

    private static final double LEVEL = 0.95;

    private StandardisedMeans() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        String question = "The 95 % interval of Cohen's d holds the true one";
        for (double d : new double[] {0.0, 0.5, 1.0}) {
            List<Experiments.Event> events = List.of(new Experiments.Event(question, "d = " + d, "95 %"));
            for (Population population : Population.values()) {
                for (int n : new int[] {5, 10, 20, 50}) {
                    rates.addAll(experiments.oneIn(4).rates(population, "n = " + n, events, random ->
                            new boolean[] {holds(population.sample(random, n), d)}));
                }
            }
        }
        return rates;
    }

    /** The interval holds d where t, under d, has neither tail below half of one minus the level. */
    static boolean holds(double[] values, double d) {
        Sample sample = Sample.of(values).plus(d);
        double below = NoncentralT.cumulative(sample.t(0.0), sample.n() - 1.0, d * Math.sqrt(sample.n()));
        return Math.abs(below - 0.5) <= 0.5 * LEVEL;
    }
}
