package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.steerscope.statistics.clustered.ClusterTTest;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.hypothesis.TTest;

/** A true null hypothesis tested once on items whose alphas share a pair: over items, and over pairs. */
final class CorrelatedAlphas {

    private static final int ALPHAS = 3;
    private static final double LEVEL = 0.95;
    private static final String QUESTION = "true null rejected at the end";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "t-test over items", 0.05),
            new Experiments.Event(QUESTION, "t-test clustered by pair", 0.05),
            new Experiments.Event(QUESTION, "t-test over the items of one alpha", 0.05));

    private CorrelatedAlphas() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int pairs : new int[] {50, 400}) {
                for (double correlation : new double[] {0.0, 0.7, 0.9}) {
                    rates.addAll(experiments.rates(
                            population,
                            pairs + " pairs, correlation " + correlation,
                            EVENTS,
                            random -> test(population.pairs(random, pairs, ALPHAS, correlation))));
                }
            }
        }
        return rates;
    }

    private static boolean[] test(double[][] pairs) {
        ExactMoments items = ExactMoments.EMPTY;
        ExactMoments firstAlpha = ExactMoments.EMPTY;
        ClusterMoments clusters = ClusterMoments.EMPTY;
        for (double[] pair : pairs) {
            items = items.merge(ExactMoments.of(pair));
            firstAlpha = firstAlpha.add(pair[0]);
            clusters = clusters.add(cluster(pair));
        }
        return new boolean[] {
            TTest.of(items, LEVEL).orElseThrow().pGreater() <= 1.0 - LEVEL,
            ClusterTTest.of(clusters, LEVEL).orElseThrow().pGreater() <= 1.0 - LEVEL,
            TTest.of(firstAlpha, LEVEL).orElseThrow().pGreater() <= 1.0 - LEVEL
        };
    }

    /** Sum and count of the items of a pair. */
    static ItemAccumulator cluster(double[] pair) {
        return Arrays.stream(pair).boxed().reduce(ItemAccumulator.EMPTY, ItemAccumulator::add, ItemAccumulator::merge);
    }
}
