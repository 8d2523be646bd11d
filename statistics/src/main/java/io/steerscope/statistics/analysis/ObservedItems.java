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
 * @param margins the observations that the items are made of, each image once
 */
public record ObservedItems(List<MarginItem> items, int seeds, List<MarginObservation> margins) {

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
        return new ObservedItems(
                items(distinct, seeds), expectedSeeds.isEmpty() ? seeds.size() : expectedSeeds.size(), distinct);
    }

    /**
     * Items of the observations, in any order. Under a rule that {@linkplain SeedRule#isOwn() counts every item} one
     * holds one margin, the mean over its seeds, so that it weighs as much as any other.
     *
     * @param rule which seeds make an item complete
     * @throws IllegalArgumentException if one image (pair, alpha, seed) has two different margins, or an item has two
     *     categories
     */
    public static ObservedItems of(Collection<MarginObservation> observations, SeedRule rule) {
        List<MarginObservation> distinct = distinct(observations);
        Set<Long> seeds = new TreeSet<>();
        distinct.forEach(observation -> seeds.add(observation.seed()));
        if (rule.isOwn()) {
            List<MarginItem> means =
                    items(distinct, seeds).stream().map(MarginItem::asMean).toList();
            return new ObservedItems(means, 1, distinct);
        }
        Set<Long> required = rule.required(seeds);
        return new ObservedItems(
                items(distinct, required),
                required.size(),
                distinct.stream()
                        .filter(observation -> required.contains(observation.seed()))
                        .toList());
    }

    /** An item of which no seed is counted is there, without margins. */
    private static List<MarginItem> items(List<MarginObservation> distinct, Set<Long> counted) {
        Map<ItemKey, MarginItem> items = new HashMap<>();
        for (MarginObservation observation : distinct) {
            ItemAccumulator margins = counted.contains(observation.seed())
                    ? ItemAccumulator.EMPTY.add(observation.margin())
                    : ItemAccumulator.EMPTY;
            MarginItem one = new MarginItem(observation.pairId(), observation.category(), observation.alpha(), margins);
            items.merge(new ItemKey(observation.pairId(), observation.alpha()), one, ObservedItems::merge);
        }
        return List.copyOf(items.values());
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
