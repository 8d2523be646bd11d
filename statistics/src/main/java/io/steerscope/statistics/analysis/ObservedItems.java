package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * Items made from observations: a repeated observation counts once, contradictions are refused.
 *
 * @param items items, each with as many margins as it has distinct seeds
 * @param seeds number of seeds that a complete item has
 */
public record ObservedItems(List<MarginItem> items, int seeds) {

    private static final Comparator<MarginObservation> ORDER = Comparator.comparing(MarginObservation::pairId)
            .thenComparingDouble(MarginObservation::alpha)
            .thenComparingLong(MarginObservation::seed)
            .thenComparingDouble(MarginObservation::margin)
            .thenComparing(MarginObservation::category);

    private record ItemKey(String pairId, double alpha) {}

    /**
     * Items of the observations, in any order.
     *
     * @param expectedSeeds seeds of a complete item; empty for all that were observed
     * @throws IllegalArgumentException if one image (pair, alpha, seed) has two different margins, an item has two
     *     categories, or a seed is not among the expected ones
     */
    public static ObservedItems of(Collection<MarginObservation> observations, Set<Long> expectedSeeds) {
        List<MarginObservation> distinct = distinct(observations);
        Set<Long> seeds = new TreeSet<>();
        distinct.forEach(observation -> seeds.add(observation.seed()));
        if (!expectedSeeds.isEmpty() && !expectedSeeds.containsAll(seeds)) {
            seeds.removeAll(expectedSeeds);
            throw new IllegalArgumentException(
                    "Seeds " + seeds + " were observed but are not among the expected " + new TreeSet<>(expectedSeeds));
        }
        Map<ItemKey, MarginItem> items = new HashMap<>();
        for (MarginObservation observation : distinct) {
            MarginItem one = new MarginItem(
                    observation.pairId(),
                    observation.category(),
                    observation.alpha(),
                    ItemAccumulator.EMPTY.add(observation.margin()));
            items.merge(new ItemKey(observation.pairId(), observation.alpha()), one, ObservedItems::merge);
        }
        return new ObservedItems(
                List.copyOf(items.values()), expectedSeeds.isEmpty() ? seeds.size() : expectedSeeds.size());
    }

    private static List<MarginObservation> distinct(Collection<MarginObservation> observations) {
        List<MarginObservation> distinct = new ArrayList<>();
        for (MarginObservation observation : observations.stream().sorted(ORDER).toList()) {
            MarginObservation last = distinct.isEmpty() ? null : distinct.get(distinct.size() - 1);
            if (last == null || !sameImage(last, observation)) {
                distinct.add(observation);
            } else if (last.margin() != observation.margin()) {
                throw new IllegalArgumentException("Pair " + last.pairId() + ", alpha " + last.alpha() + ", seed "
                        + last.seed() + " has two margins: " + last.margin() + " and " + observation.margin());
            } else if (!last.category().equals(observation.category())) {
                throw MarginAnalyser.twoCategories(last.pairId(), last.category(), observation.category());
            }
        }
        return distinct;
    }

    private static boolean sameImage(MarginObservation a, MarginObservation b) {
        return a.pairId().equals(b.pairId()) && a.alpha() == b.alpha() && a.seed() == b.seed();
    }

    private static MarginItem merge(MarginItem a, MarginItem b) {
        if (!a.category().equals(b.category())) {
            throw MarginAnalyser.twoCategories(a.pairId(), a.category(), b.category());
        }
        return new MarginItem(a.pairId(), a.category(), a.alpha(), a.margins().merge(b.margins()));
    }
}
