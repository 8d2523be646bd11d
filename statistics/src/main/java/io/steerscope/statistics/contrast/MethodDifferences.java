package io.steerscope.statistics.contrast;

import java.util.ArrayList;
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
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The item means of a method less those of another, in units of 2^-60, where an item is complete under both.
 *
 * @param categoryByPair category of each pair that was observed under either method
 * @param unitsByPair difference by alpha of each pair that has one
 * @param cells categories and alphas that were observed under either method
 * @param itemsOfMethodOnly items that are complete under the method alone
 * @param itemsOfAgainstOnly items that are complete under what is subtracted alone
 * @param pairsWithoutCommonItem pairs with complete items of which none is complete under both
 */
public record MethodDifferences(
        SortedMap<String, String> categoryByPair,
        SortedMap<String, SortedMap<Double, Long>> unitsByPair,
        SortedSet<CategoryAlpha> cells,
        long itemsOfMethodOnly,
        long itemsOfAgainstOnly,
        long pairsWithoutCommonItem) {

    private record Image(String pairId, double alpha, long seed) {}

    /** Makes the collections unmodifiable. */
    public MethodDifferences {
        categoryByPair = Collections.unmodifiableSortedMap(new TreeMap<>(categoryByPair));
        SortedMap<String, SortedMap<Double, Long>> copied = new TreeMap<>();
        unitsByPair.forEach((pair, units) -> copied.put(pair, Collections.unmodifiableSortedMap(new TreeMap<>(units))));
        unitsByPair = Collections.unmodifiableSortedMap(copied);
        cells = Collections.unmodifiableSortedSet(new TreeSet<>(cells));
    }

    /**
     * The differences of two methods. The order of the observations does not matter.
     *
     * @param rule which seeds make an item complete: those that either method was observed with, those listed, or,
     *     under {@link SeedRule.Own}, whichever an item has under both methods, other seeds of it counting nowhere
     * @throws IllegalArgumentException if one image (method, pair, alpha, seed) has two different margins, or a pair
     *     two categories
     */
    public static MethodDifferences of(
            Collection<MarginObservation> ofMethod, Collection<MarginObservation> ofAgainst, SeedRule rule) {
        Set<Image> common = images(ofMethod);
        common.retainAll(images(ofAgainst));
        SortedSet<Long> seeds = new TreeSet<>();
        ofMethod.forEach(one -> seeds.add(one.seed()));
        ofAgainst.forEach(one -> seeds.add(one.seed()));
        SeedRule both = rule instanceof SeedRule.Observed && !seeds.isEmpty() ? new SeedRule.Listed(seeds) : rule;
        return of(items(ofMethod, both, common), items(ofAgainst, both, common));
    }

    private static MethodDifferences of(ObservedItems ofMethod, ObservedItems ofAgainst) {
        SortedMap<String, String> categoryByPair = new TreeMap<>();
        SortedSet<CategoryAlpha> cells = new TreeSet<>();
        for (ObservedItems observed : List.of(ofMethod, ofAgainst)) {
            for (MarginItem item : observed.items()) {
                String known = categoryByPair.putIfAbsent(item.pairId(), item.category());
                if (known != null && !known.equals(item.category())) {
                    throw new IllegalArgumentException(
                            "Pair %s is in two categories: %s and %s".formatted(item.pairId(), known, item.category()));
                }
                cells.add(new CategoryAlpha(item.category(), item.alpha()));
            }
        }
        SortedMap<String, SortedMap<Double, Long>> first = complete(ofMethod);
        SortedMap<String, SortedMap<Double, Long>> second = complete(ofAgainst);
        SortedMap<String, SortedMap<Double, Long>> differences = new TreeMap<>();
        first.forEach((pair, units) -> {
            SortedMap<Double, Long> others = second.getOrDefault(pair, Collections.emptySortedMap());
            units.forEach((alpha, mean) -> {
                Long other = others.get(alpha);
                if (other != null) {
                    differences.computeIfAbsent(pair, key -> new TreeMap<>()).put(alpha, mean - other);
                }
            });
        });
        Set<String> pairs = new HashSet<>(first.keySet());
        pairs.addAll(second.keySet());
        long items = count(differences);
        return new MethodDifferences(
                categoryByPair,
                differences,
                cells,
                count(first) - items,
                count(second) - items,
                pairs.size() - differences.size());
    }

    /** Number of items that are complete under both methods. */
    public long items() {
        return count(unitsByPair);
    }

    /** Alphas that were observed under either method. */
    public SortedSet<Double> alphas() {
        SortedSet<Double> alphas = new TreeSet<>();
        cells.forEach(cell -> alphas.add(cell.alpha()));
        return alphas;
    }

    /** Differences of the items of each cell, pairs in ascending order; a cell without one is there. */
    SortedMap<CategoryAlpha, List<Long>> byCell() {
        SortedMap<CategoryAlpha, List<Long>> byCell = new TreeMap<>();
        cells.forEach(cell -> byCell.put(cell, new ArrayList<>()));
        unitsByPair.forEach((pair, units) -> units.forEach((alpha, difference) -> byCell.computeIfAbsent(
                        new CategoryAlpha(category(pair), alpha), cell -> new ArrayList<>())
                .add(difference)));
        return byCell;
    }

    /**
     * The mean difference of each pair over its alphas, by category; a category without one is there.
     *
     * @param alphas alphas that a pair must have; empty for whichever it has
     */
    SortedMap<String, List<Long>> pairMeansByCategory(Set<Double> alphas) {
        SortedMap<String, List<Long>> byCategory = new TreeMap<>();
        cells.forEach(cell -> byCategory.putIfAbsent(cell.category(), new ArrayList<>()));
        unitsByPair.forEach((pair, units) -> {
            if (units.keySet().containsAll(alphas)) {
                ItemAccumulator mean = ItemAccumulator.EMPTY;
                for (long difference : units.values()) {
                    mean = mean.addUnits(difference);
                }
                byCategory
                        .computeIfAbsent(category(pair), category -> new ArrayList<>())
                        .add(mean.meanUnits());
            }
        });
        return byCategory;
    }

    private String category(String pair) {
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

    private static Image image(MarginObservation observation) {
        return new Image(observation.pairId(), observation.alpha(), observation.seed());
    }

    private static long count(Map<String, SortedMap<Double, Long>> units) {
        return units.values().stream().mapToLong(Map::size).sum();
    }
}
