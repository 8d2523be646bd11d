package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.PrimarySequence;

/**
 * A mean of 0 over several alphas of correlated items, which arrive in random order, so that pairs fill up; looked at
 * after every item: how often it is taken for one above 0 at least once.
 */
final class WatchedPairs {

    private static final double ALPHA = 0.05;
    private static final String PROMISE = "at most 5 %";
    private static final String QUESTION =
            "A true null hypothesis over " + Cells.ALPHAS + " alphas, correlation " + Cells.CORRELATION
                    + ", is rejected at any look (pairs planned; sequence for t up to 100, then the asymptotic one)";
    private static final List<Experiments.Event> EVENTS = List.of(
            new Experiments.Event(QUESTION, "sequence clustered by pair", PROMISE),
            new Experiments.Event(QUESTION, "sequence over items", PROMISE));

    private WatchedPairs() {}

    static List<Rate> run(Experiments experiments) {
        List<Rate> rates = new ArrayList<>();
        for (Population population : Population.values()) {
            for (int pairs : new int[] {5, 10, 20, 50, 400}) {
                int items = pairs * Cells.ALPHAS;
                boolean forT = PrimarySequence.ofPlan(pairs) == PrimarySequence.T;
                CriticalValues byPairs =
                        forT ? CriticalValues.ofSequenceForT(pairs, ALPHA, ALPHA) : asymptotic(items, 2);
                CriticalValues byItems = forT
                        ? CriticalValues.ofSequenceForT(items, ALPHA, ALPHA)
                        : asymptotic(items, (int) ConfidenceSequence.BURN_IN + 1);
                rates.addAll(experiments.rates(
                        population,
                        pairs + " pairs",
                        EVENTS,
                        random -> watch(population, pairs, random, byPairs, byItems)));
            }
        }
        return rates;
    }

    private static CriticalValues asymptotic(int items, int first) {
        return CriticalValues.ofAsymptoticSequence(items, first, ALPHA, ALPHA);
    }

    /** The asymptotic sequence clustered by pair goes by the number of items, and has its burn-in by that of pairs. */
    private static boolean[] watch(
            Population population, int pairs, SplittableRandom random, CriticalValues byPairs, CriticalValues byItems) {
        double[][] values = population.pairs(random, pairs, Cells.ALPHAS, Cells.CORRELATION);
        boolean forT = PrimarySequence.ofPlan(pairs) == PrimarySequence.T;
        boolean[] any = new boolean[2];
        RunningPairs clustered = new RunningPairs(pairs);
        RunningSample single = new RunningSample();
        for (int item : shuffled(pairs * Cells.ALPHAS, random)) {
            double value = values[item / Cells.ALPHAS][item % Cells.ALPHAS];
            clustered.add(item / Cells.ALPHAS, value);
            single.add(value);
            if (!(forT ? PrimarySequence.T : PrimarySequence.ASYMPTOTIC).isBurnIn(clustered.pairs())) {
                any[0] |= byPairs.rejects(clustered.t(), forT ? clustered.pairs() : clustered.items());
            }
            if (clustered.items() >= 2) {
                any[1] |= byItems.rejects(single.t(), clustered.items());
            }
        }
        return any;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
