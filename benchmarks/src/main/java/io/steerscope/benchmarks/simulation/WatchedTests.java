package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.ConfidenceSequence;

/** A true null hypothesis, looked at after every item: how often it is rejected at least once. */
final class WatchedTests {

    private static final double LEVEL = 0.95;
    private static final int ALPHAS = 3;
    private static final double CORRELATION = 0.7;
    private static final String QUESTION = "true null rejected at any look";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "t-test, looks from item 2", 0.05),
            new Experiments.Event(QUESTION, "t-test, looks from item 31", 0.05),
            new Experiments.Event(QUESTION, "confidence sequence, looks from item 2 (burn-in ignored)", 0.05),
            new Experiments.Event(QUESTION, "confidence sequence, looks from item 31", 0.05),
            new Experiments.Event(QUESTION, "confidence sequence clustered by pair, looks from pair 31", 0.05),
            new Experiments.Event("true mean outside at any look", "two-sided confidence sequence, from item 31", 0.05),
            new Experiments.Event("true null rejected at the end", "t-test, one look", 0.05));

    private WatchedTests() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int items : new int[] {50, 150, 1_200}) {
                double[] critical = criticalValues(items);
                rates.addAll(experiments.rates(
                        population,
                        items + " independent items",
                        EVENTS,
                        random -> watch(independent(population, items, random), critical)));
            }
            for (int pairs : new int[] {50, 400}) {
                double[] critical = criticalValues(pairs * ALPHAS);
                rates.addAll(experiments.rates(
                        population,
                        pairs * ALPHAS + " items of " + pairs + " pairs",
                        EVENTS,
                        random -> watch(shuffled(population, pairs, random), critical)));
            }
        }
        return rates;
    }

    /** An item, with the pair that it belongs to. */
    private record Item(int pair, double margin) {}

    private static boolean[] watch(List<Item> items, double[] critical) {
        boolean[] happened = new boolean[EVENTS.size()];
        ExactMoments moments = ExactMoments.EMPTY;
        ClusterMoments clusters = ClusterMoments.EMPTY;
        Map<Integer, ItemAccumulator> pairs = new HashMap<>();
        for (int n = 1; n <= items.size(); n++) {
            Item item = items.get(n - 1);
            moments = moments.add(item.margin());
            ItemAccumulator before = pairs.getOrDefault(item.pair(), ItemAccumulator.EMPTY);
            ItemAccumulator after = before.add(item.margin());
            pairs.put(item.pair(), after);
            clusters = clusters.remove(before).add(after);
            if (n < 2) {
                continue;
            }
            ConfidenceSequence sequence =
                    ConfidenceSequence.of(moments, items.size(), LEVEL).orElseThrow();
            double t =
                    moments.mean().orElseThrow() / moments.standardDeviation().orElseThrow() * Math.sqrt(n);
            boolean rejected = t >= critical[n];
            boolean sequenceRejected = sequence.pGreater() <= 1.0 - LEVEL;
            happened[0] |= rejected;
            happened[2] |= sequenceRejected;
            if (n > ConfidenceSequence.BURN_IN) {
                happened[1] |= rejected;
                happened[3] |= sequenceRejected;
                happened[5] |= !sequence.twoSided().contains(0.0);
            }
            happened[6] = rejected;
            if (clusters.clusters() > ConfidenceSequence.BURN_IN) {
                happened[4] |= ConfidenceSequence.ofClusters(clusters, items.size(), LEVEL)
                        .filter(clustered -> clustered.pGreater() <= 1.0 - LEVEL)
                        .isPresent();
            }
        }
        return happened;
    }

    private static List<Item> independent(Population population, int items, SplittableRandom random) {
        return IntStream.range(0, items)
                .mapToObj(item -> new Item(item, population.margin(random)))
                .toList();
    }

    /** Items of pairs in random order, as jobs are emitted. */
    private static List<Item> shuffled(Population population, int pairs, SplittableRandom random) {
        double[][] margins = population.pairs(random, pairs, ALPHAS, CORRELATION);
        List<Item> items = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            for (double margin : margins[pair]) {
                items.add(new Item(pair, margin));
            }
        }
        Collections.shuffle(items, new Random(random.nextLong()));
        return items;
    }

    private static double[] criticalValues(int items) {
        return IntStream.rangeClosed(0, items)
                .mapToDouble(n -> n < 2 ? Double.NaN : StudentT.quantile(LEVEL, n - 1.0))
                .toArray();
    }
}
