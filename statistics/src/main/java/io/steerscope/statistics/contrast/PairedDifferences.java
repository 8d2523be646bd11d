package io.steerscope.statistics.contrast;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.SeedRule;

/**
 * The item means of one of two sides (methods, scorers or runs) less those of the other, in units of 2^-60, where an
 * item is complete under both.
 *
 * @param categoryByPair category of each pair that was observed under either side
 * @param itemsByPair both means by alpha of each pair that has a common item
 * @param cells categories and alphas that were observed under either side
 * @param itemsOfFirstOnly items that are complete under the first side alone
 * @param itemsOfSecondOnly items that are complete under what is subtracted alone
 * @param pairsWithoutCommonItem pairs with complete items of which none is complete under both
 */
public record PairedDifferences(
        SortedMap<String, String> categoryByPair,
        SortedMap<String, SortedMap<Double, PairedItem>> itemsByPair,
        SortedSet<CategoryAlpha> cells,
        long itemsOfFirstOnly,
        long itemsOfSecondOnly,
        long pairsWithoutCommonItem) {

    private record Image(String pairId, double alpha, long seed) {}

    private record ItemKey(String pairId, double alpha) {}

    /** Makes the collections unmodifiable. */
    public PairedDifferences {
        categoryByPair = Collections.unmodifiableSortedMap(new TreeMap<>(categoryByPair));
        SortedMap<String, SortedMap<Double, PairedItem>> copied = new TreeMap<>();
        itemsByPair.forEach((pair, items) -> copied.put(pair, Collections.unmodifiableSortedMap(new TreeMap<>(items))));
        itemsByPair = Collections.unmodifiableSortedMap(copied);
        cells = Collections.unmodifiableSortedSet(new TreeSet<>(cells));
    }

    /**
     * The differences of two sides. The order of the observations does not matter.
     *
     * @param rule which seeds make an item complete: those that either side was observed with, those listed, or,
     *     under {@link SeedRule.Own}, whichever an item has under both sides, other seeds of it counting nowhere, or,
     *     under {@link SeedRule.Unmatched}, all that each side has
     * @throws IllegalArgumentException if one image (pair, alpha, seed) of a side has two different margins, or a pair
     *     two categories
     */
    public static PairedDifferences of(
            Collection<MarginObservation> ofFirst, Collection<MarginObservation> ofSecond, SeedRule rule) {
        Set<Image> common = images(ofFirst);
        common.retainAll(images(ofSecond));
        SortedSet<Long> seeds = new TreeSet<>();
        ofFirst.forEach(one -> seeds.add(one.seed()));
        ofSecond.forEach(one -> seeds.add(one.seed()));
        SeedRule both = rule instanceof SeedRule.Observed && !seeds.isEmpty() ? new SeedRule.Listed(seeds) : rule;
        PairedDifferences differences = of(items(ofFirst, both, common), items(ofSecond, both, common));
        return both instanceof SeedRule.Own ? differences.counting(itemKeys(ofFirst), itemKeys(ofSecond)) : differences;
    }

    /** Under {@link SeedRule.Own} every item of a side is complete; those without a common seed were cut away above. */
    private PairedDifferences counting(Set<ItemKey> ofFirst, Set<ItemKey> ofSecond) {
        Set<String> pairs = new HashSet<>();
        ofFirst.forEach(item -> pairs.add(item.pairId()));
        ofSecond.forEach(item -> pairs.add(item.pairId()));
        return new PairedDifferences(
                categoryByPair,
                itemsByPair,
                cells,
                ofFirst.size() - items(),
                ofSecond.size() - items(),
                pairs.size() - itemsByPair.size());
    }

    private static PairedDifferences of(ObservedItems ofFirst, ObservedItems ofSecond) {
        SortedMap<String, String> categoryByPair = new TreeMap<>();
        SortedSet<CategoryAlpha> cells = new TreeSet<>();
        for (ObservedItems observed : List.of(ofFirst, ofSecond)) {
            for (MarginItem item : observed.items()) {
                String known = categoryByPair.putIfAbsent(item.pairId(), item.category());
                if (known != null && !known.equals(item.category())) {
                    throw new IllegalArgumentException(
                            "Pair %s is in two categories: %s and %s".formatted(item.pairId(), known, item.category()));
                }
                cells.add(new CategoryAlpha(item.category(), item.alpha()));
            }
        }
        SortedMap<String, SortedMap<Double, Long>> first = complete(ofFirst);
        SortedMap<String, SortedMap<Double, Long>> second = complete(ofSecond);
        SortedMap<String, SortedMap<Double, PairedItem>> common = new TreeMap<>();
        first.forEach((pair, units) -> {
            SortedMap<Double, Long> others = second.getOrDefault(pair, Collections.emptySortedMap());
            units.forEach((alpha, mean) -> {
                Long other = others.get(alpha);
                if (other != null) {
                    common.computeIfAbsent(pair, key -> new TreeMap<>()).put(alpha, new PairedItem(mean, other));
                }
            });
        });
        Set<String> pairs = new HashSet<>(first.keySet());
        pairs.addAll(second.keySet());
        long items = count(common);
        return new PairedDifferences(
                categoryByPair,
                common,
                cells,
                count(first) - items,
                count(second) - items,
                pairs.size() - common.size());
    }

    /** Number of items that are complete under both. */
    public long items() {
        return count(itemsByPair);
    }

    /** Alphas that were observed under either side. */
    public SortedSet<Double> alphas() {
        SortedSet<Double> alphas = new TreeSet<>();
        cells.forEach(cell -> alphas.add(cell.alpha()));
        return alphas;
    }

    /** The items of each cell, by pair; a cell without one is there. */
    SortedMap<CategoryAlpha, SortedMap<String, List<PairedItem>>> byCell() {
        SortedMap<CategoryAlpha, SortedMap<String, List<PairedItem>>> byCell = new TreeMap<>();
        cells.forEach(cell -> byCell.put(cell, new TreeMap<>()));
        itemsByPair.forEach((pair, items) ->
                items.forEach((alpha, item) -> byCell.computeIfAbsent(cell(pair, alpha), cell -> new TreeMap<>())
                        .put(pair, List.of(item))));
        return byCell;
    }

    /**
     * The items of each pair over its alphas, by category; a category without one is there.
     *
     * @param alphas alphas that a pair must have; empty for whichever it has
     */
    SortedMap<String, SortedMap<String, List<PairedItem>>> byCategory(Set<Double> alphas) {
        SortedMap<String, SortedMap<String, List<PairedItem>>> byCategory = new TreeMap<>();
        cells.forEach(cell -> byCategory.putIfAbsent(cell.category(), new TreeMap<>()));
        itemsByPair.forEach((pair, items) -> {
            if (items.keySet().containsAll(alphas)) {
                byCategory
                        .computeIfAbsent(category(pair), category -> new TreeMap<>())
                        .put(pair, List.copyOf(items.values()));
            }
        });
        return byCategory;
    }

    /** The cell of an item. */
    CategoryAlpha cell(String pair, double alpha) {
        return new CategoryAlpha(category(pair), alpha);
    }

    String category(String pair) {
        return categoryByPair.getOrDefault(pair, "");
    }

    private static ObservedItems items(Collection<MarginObservation> observations, SeedRule rule, Set<Image> common) {
        return rule instanceof SeedRule.Own
                ? ObservedItems.of(
                        observations.stream()
                                .filter(one -> common.contains(image(one)))
                                .toList(),
                        rule)
                : ObservedItems.of(observations, rule);
    }

    private static SortedMap<String, SortedMap<Double, Long>> complete(ObservedItems observed) {
        SortedMap<String, SortedMap<Double, Long>> units = new TreeMap<>();
        for (MarginItem item : observed.items()) {
            if (observed.seeds() > 0 && item.margins().count() == observed.seeds()) {
                units.computeIfAbsent(item.pairId(), pair -> new TreeMap<>())
                        .put(item.alpha(), item.margins().meanUnits());
            }
        }
        return units;
    }

    private static Set<Image> images(Collection<MarginObservation> observations) {
        Set<Image> images = new HashSet<>();
        observations.forEach(one -> images.add(image(one)));
        return images;
    }

    private static Set<ItemKey> itemKeys(Collection<MarginObservation> observations) {
        Set<ItemKey> items = new HashSet<>();
        observations.forEach(one -> items.add(new ItemKey(one.pairId(), one.alpha())));
        return items;
    }

    private static Image image(MarginObservation observation) {
        return new Image(observation.pairId(), observation.alpha(), observation.seed());
    }

    private static <V> long count(Map<String, SortedMap<Double, V>> items) {
        return items.values().stream().mapToLong(Map::size).sum();
    }
}
