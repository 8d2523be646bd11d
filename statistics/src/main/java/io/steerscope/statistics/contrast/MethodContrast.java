package io.steerscope.statistics.contrast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/**
 * A method less another on the same pairs and seeds.
 *
 * @param differences the differences that it rests on
 * @param isFinished whether there will be no further margins: figures are then those of the fixed n, else those that
 *     hold at every moment
 * @param overall over pairs, each the mean over its alphas
 * @param byCategory over the pairs of a category, each the mean over its alphas
 * @param byAlpha over the items of an alpha, one a pair
 * @param byCategoryAlpha over the items of a category and alpha
 * @param holmTwoSided Holm-adjusted two-sided p-values of the cells; the family is the cells that have a test, before
 *     the end all cells of the design
 * @param holmGreater Holm-adjusted p-values against "at most 0" of the same family
 */
public record MethodContrast(
        MethodDifferences differences,
        boolean isFinished,
        ContrastFigures overall,
        SortedMap<String, ContrastFigures> byCategory,
        SortedMap<Double, ContrastFigures> byAlpha,
        SortedMap<CategoryAlpha, ContrastFigures> byCategoryAlpha,
        SortedMap<CategoryAlpha, Double> holmTwoSided,
        SortedMap<CategoryAlpha, Double> holmGreater) {

    private static final String UNIT =
            "pair: mean over the alphas of the difference of the item means; items complete" + " under both methods";

    /** Makes the maps unmodifiable. */
    public MethodContrast {
        byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
        byAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byAlpha));
        byCategoryAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byCategoryAlpha));
        holmTwoSided = Collections.unmodifiableSortedMap(new TreeMap<>(holmTwoSided));
        holmGreater = Collections.unmodifiableSortedMap(new TreeMap<>(holmGreater));
    }

    /**
     * The contrast of finished margins. A group over several alphas takes each pair with the alphas that it has.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static MethodContrast atCompletion(MethodDifferences differences, double level) {
        return of(differences, true, Set.of(), (units, plannedN) -> ContrastFigures.atFixedN(units, level), Map.of());
    }

    /**
     * The contrast of margins of which others may follow. A group over several alphas takes the pairs that are there at
     * every alpha of the design, so that the value of a pair no longer changes.
     *
     * @param alphas alphas of the design
     * @param plannedPairs pairs of each category of the design, which choose the sequence
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static MethodContrast whileRunning(
            MethodDifferences differences, Set<Double> alphas, Map<String, Long> plannedPairs, double level) {
        return of(
                differences,
                false,
                alphas,
                (units, plannedN) -> ContrastFigures.whileRunning(units, plannedN, level),
                plannedPairs);
    }

    private static MethodContrast of(
            MethodDifferences differences,
            boolean isFinished,
            Set<Double> alphas,
            BiFunction<Collection<Long>, Long, ContrastFigures> figures,
            Map<String, Long> plannedPairs) {
        SortedMap<CategoryAlpha, List<Long>> cells = differences.byCell();
        plannedPairs
                .keySet()
                .forEach(category -> alphas.forEach(
                        alpha -> cells.putIfAbsent(new CategoryAlpha(category, alpha), new ArrayList<>())));
        SortedMap<String, List<Long>> pairs = differences.pairMeansByCategory(alphas);
        SortedMap<Double, List<Long>> ofAlphas = new TreeMap<>();
        cells.forEach((cell, units) -> ofAlphas.computeIfAbsent(cell.alpha(), alpha -> new ArrayList<>())
                .addAll(units));
        List<Long> all = new ArrayList<>();
        pairs.values().forEach(all::addAll);
        long planned = plannedPairs.values().stream().mapToLong(Long::longValue).sum();
        SortedMap<CategoryAlpha, ContrastFigures> byCell =
                mapped(cells, (cell, units) -> figures.apply(units, plannedPairs.getOrDefault(cell.category(), 0L)));
        return new MethodContrast(
                differences,
                isFinished,
                figures.apply(all, planned),
                mapped(pairs, (category, units) -> figures.apply(units, plannedPairs.getOrDefault(category, 0L))),
                mapped(ofAlphas, (alpha, units) -> figures.apply(units, planned)),
                byCell,
                holm(byCell, ContrastFigures::pTwoSided, isFinished),
                holm(byCell, ContrastFigures::pGreater, isFinished));
    }

    /**
     * The figures at the largest alpha, which decide whether the method does more than the other; null without an item.
     */
    public @Nullable ContrastFigures atLargestAlpha() {
        return byAlpha.isEmpty() ? null : byAlpha.get(byAlpha.lastKey());
    }

    /** The same contrast in units of which {@code factor} make one. */
    public MethodContrast scaled(double factor) {
        UnaryOperator<ContrastFigures> scale = one -> one.scaled(factor);
        return new MethodContrast(
                differences,
                isFinished,
                overall.scaled(factor),
                mapped(byCategory, (category, one) -> scale.apply(one)),
                mapped(byAlpha, (alpha, one) -> scale.apply(one)),
                mapped(byCategoryAlpha, (cell, one) -> scale.apply(one)),
                holmTwoSided,
                holmGreater);
    }

    /**
     * The figures by field name, in a fixed order; figures that are not determined are absent. Alphas are written as
     * Java writes a double, cells as {@code category|alpha}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", UNIT);
        fields.put("pairs", differences.unitsByPair().size());
        fields.put("items", differences.items());
        fields.put(
                "items_of_one_method_only", List.of(differences.itemsOfMethodOnly(), differences.itemsOfAgainstOnly()));
        fields.put("pairs_without_common_item", differences.pairsWithoutCommonItem());
        fields.put("overall", overall.toMap());
        fields.put("by_category", named(byCategory, category -> category));
        fields.put("by_alpha", named(byAlpha, String::valueOf));
        fields.put("by_category_alpha", named(byCategoryAlpha, CategoryAlpha::key));
        Map<String, Object> holm = new LinkedHashMap<>();
        holmTwoSided.forEach((cell, p) -> {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("p_two_sided", p);
            both.put("p_greater", holmGreater.get(cell));
            holm.put(cell.key(), both);
        });
        fields.put("holm_by_category_alpha", holm);
        return fields;
    }

    private static <K> Map<String, Object> named(SortedMap<K, ContrastFigures> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, figures) -> fields.put(name.apply(key), figures.toMap()));
        return fields;
    }

    private static SortedMap<CategoryAlpha, Double> holm(
            SortedMap<CategoryAlpha, ContrastFigures> cells,
            Function<ContrastFigures, @Nullable Double> pValue,
            boolean isFinished) {
        SortedMap<CategoryAlpha, Double> family = new TreeMap<>();
        cells.forEach((cell, figures) -> {
            Double p = pValue.apply(figures);
            if (p != null || !isFinished) {
                family.put(cell, p == null ? 1.0 : p);
            }
        });
        return new TreeMap<>(MultipleTesting.holm(family));
    }

    private static <K, V, W> SortedMap<K, W> mapped(SortedMap<K, V> groups, BiFunction<K, V, W> change) {
        SortedMap<K, W> changed = new TreeMap<>(groups.comparator());
        groups.forEach((key, group) -> changed.put(key, change.apply(key, group)));
        return changed;
    }
}
