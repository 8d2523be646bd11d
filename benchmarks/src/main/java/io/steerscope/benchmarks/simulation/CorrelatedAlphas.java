package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ItemAccumulator;

/** A true null hypothesis tested once on items whose alphas share a pair: over items, and over pairs. */
final class CorrelatedAlphas {

    private static final double ALPHA = 0.05;
    private static final String PROMISE = "5 %";

    private CorrelatedAlphas() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (double correlation : new double[] {0.0, Cells.CORRELATION}) {
            String question = "A true null hypothesis over " + Cells.ALPHAS + " alphas, correlation " + correlation
                    + ", is rejected at the end";
            List<Experiments.Event> events = List.of(
                    new Experiments.Event(question, "t-test over items", PROMISE),
                    new Experiments.Event(question, "t-test clustered by pair", PROMISE));
            for (Population population : Population.values()) {
                for (int pairs : new int[] {5, 10, 20, 50, 400}) {
                    rates.addAll(experiments
                            .oneIn(pairs > 100 ? 4 : 1)
                            .rates(
                                    population,
                                    pairs + " pairs",
                                    events,
                                    random -> test(population.pairs(random, pairs, Cells.ALPHAS, correlation))));
                }
            }
        }
        return rates;
    }

    private static boolean[] test(double[][] pairs) {
        double[] items = Arrays.stream(pairs).flatMapToDouble(Arrays::stream).toArray();
        RunningPairs clustered = new RunningPairs(pairs.length);
        for (int pair = 0; pair < pairs.length; pair++) {
            for (double value : pairs[pair]) {
                clustered.add(pair, value);
            }
        }
        return new boolean[] {
            StudentT.upperTail(Sample.of(items).t(0.0), items.length - 1.0) <= ALPHA,
            StudentT.upperTail(clustered.t(), pairs.length - 1.0) <= ALPHA
        };
    }

    /** Sum and count of the margins of a pair. */
    static ItemAccumulator cluster(double[] pair) {
        ItemAccumulator cluster = ItemAccumulator.EMPTY;
        for (double value : pair) {
            cluster = cluster.add(Population.MARGIN * value);
        }
        return cluster;
    }
}
