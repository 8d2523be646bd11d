package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.statistics.estimate.ClusteredRate;
import io.steerscope.statistics.estimate.WithinPairSlope;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * Estimates over the correlated alphas of pairs: how often intervals of the success rate hold, and how often a trend
 * is seen.
 */
final class PairEstimates {

    private static final double LEVEL = 0.95;
    private static final double[] ALPHAS = {0.2, 0.5, 0.8};
    private static final String CORRELATED = " (alphas of a pair correlated by " + Cells.CORRELATION + ")";
    private static final String SLOPE = "A slope on alpha of 0 is taken for another at 5 %" + CORRELATED;
    private static final List<Experiments.Event> SLOPES =
            List.of(new Experiments.Event(SLOPE, "slope within pairs, two-sided", "5 %"));

    private PairEstimates() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (double mean : new double[] {0.0, 1.0}) {
            String question = "The 95 % interval of the success rate holds it, true mean " + mean + " sd" + CORRELATED;
            List<Experiments.Event> events = List.of(
                    new Experiments.Event(question, "Wilson, clustered by pair", "95 %"),
                    new Experiments.Event(question, "Wilson over items", "95 %"));
            for (Population population : Population.values()) {
                double rate = population.shareAbove(-mean);
                for (int pairs : new int[] {5, 10, 20, 50}) {
                    rates.addAll(experiments.rates(
                            population,
                            pairs + " pairs",
                            events,
                            random -> cover(
                                    population.pairs(random, pairs, ALPHAS.length, Cells.CORRELATION), mean, rate)));
                }
            }
        }
        for (Population population : Population.values()) {
            for (int pairs : new int[] {5, 10, 20, 50}) {
                rates.addAll(experiments.rates(population, pairs + " pairs", SLOPES, random ->
                        new boolean[] {isSteep(population.pairs(random, pairs, ALPHAS.length, Cells.CORRELATION))}));
            }
        }
        return rates;
    }

    /** Where all items or none are above 0 there is no design effect, and the interval is that over items. */
    private static boolean[] cover(double[][] values, double mean, double rate) {
        List<ClusteredRate.Pair> pairs = new ArrayList<>();
        long successes = 0;
        for (double[] pair : values) {
            int above = 0;
            for (double value : pair) {
                above += value + mean > 0.0 ? 1 : 0;
            }
            pairs.add(new ClusteredRate.Pair(pair.length, above));
            successes += above;
        }
        Interval overItems = WilsonInterval.of(successes, (long) values.length * ALPHAS.length, LEVEL);
        Interval clustered = ClusteredRate.of(pairs, LEVEL).orElseThrow().wilson();
        return new boolean[] {(clustered == null ? overItems : clustered).contains(rate), overItems.contains(rate)};
    }

    private static boolean isSteep(double[][] pairs) {
        List<SortedMap<Double, Double>> items = new ArrayList<>();
        for (double[] pair : pairs) {
            SortedMap<Double, Double> byAlpha = new TreeMap<>();
            for (int alpha = 0; alpha < pair.length; alpha++) {
                byAlpha.put(ALPHAS[alpha], pair[alpha]);
            }
            items.add(byAlpha);
        }
        Double p = WithinPairSlope.of(items, LEVEL).orElseThrow().slope().pTwoSided();
        return p != null && p <= 1.0 - LEVEL;
    }
}
