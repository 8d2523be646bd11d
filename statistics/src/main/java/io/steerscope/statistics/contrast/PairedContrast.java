package io.steerscope.statistics.contrast;

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
 * One side less another on the same pairs and seeds: methods, scorers or runs.
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
public record PairedContrast(
        PairedDifferences differences,
        boolean isFinished,
        ContrastFigures overall,
        SortedMap<String, ContrastFigures> byCategory,
        SortedMap<Double, ContrastFigures> byAlpha,
        SortedMap<CategoryAlpha, ContrastFigures> byCategoryAlpha,
        SortedMap<CategoryAlpha, Double> holmTwoSided,
        SortedMap<CategoryAlpha, Double> holmGreater) {

    private static final String UNIT =
            "pair: mean over the alphas of the difference of the item means; items complete under both %ss";

    /** Makes the maps unmodifiable. */
    public PairedContrast {
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
    public static PairedContrast atCompletion(PairedDifferences differences, double level) {
        return of(
                differences,
                true,
                Set.of(),
                (items, plannedPairs) -> ContrastFigures.atFixedN(GroupFigures.differences(items), level),
                Map.of());
    }

    /**
     * The contrast of margins of which others may follow. A group over several alphas takes the pairs that are there at
     * every alpha of the design, so that the value of a pair no longer changes.
     *
     * @param alphas alphas of the design
     * @param plannedPairs pairs of each category of the design, which choose the sequence
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static PairedContrast whileRunning(
            PairedDifferences differences, Set<Double> alphas, Map<String, Long> plannedPairs, double level) {
        return of(
                differences,
                false,
                alphas,
                (items, planned) -> ContrastFigures.whileRunning(GroupFigures.differences(items), planned, level),
                plannedPairs);
    }

    static PairedContrast of(
            PairedDifferences differences,
            boolean isFinished,
            Set<Double> alphas,
            GroupFigures figures,
            Map<String, Long> plannedPairs) {
        SortedMap<CategoryAlpha, SortedMap<String, List<PairedItem>>> cells = differences.byCell();
        plannedPairs
                .keySet()
                .forEach(category -> alphas.forEach(
                        alpha -> cells.putIfAbsent(new CategoryAlpha(category, alpha), new TreeMap<>())));
        SortedMap<String, SortedMap<String, List<PairedItem>>> pairs = differences.byCategory(alphas);
        SortedMap<Double, SortedMap<String, List<PairedItem>>> ofAlphas = new TreeMap<>();
        cells.forEach((cell, items) ->
                ofAlphas.computeIfAbsent(cell.alpha(), alpha -> new TreeMap<>()).putAll(items));
        SortedMap<String, List<PairedItem>> all = new TreeMap<>();
        pairs.values().forEach(all::putAll);
        long planned = plannedPairs.values().stream().mapToLong(Long::longValue).sum();
        SortedMap<CategoryAlpha, ContrastFigures> byCell =
                mapped(cells, (cell, items) -> figures.of(items, plannedPairs.getOrDefault(cell.category(), 0L)));
        return new PairedContrast(
                differences,
                isFinished,
                figures.of(all, planned),
                mapped(pairs, (category, items) -> figures.of(items, plannedPairs.getOrDefault(category, 0L))),
                mapped(ofAlphas, (alpha, items) -> figures.of(items, planned)),
                byCell,
                holm(byCell, ContrastFigures::pTwoSided, isFinished),
                holm(byCell, ContrastFigures::pGreater, isFinished));
    }

    /**
     * The figures at the largest alpha, which decide whether one side does more than the other; null without an item.
     */
    public @Nullable ContrastFigures atLargestAlpha() {
        return byAlpha.isEmpty() ? null : byAlpha.get(byAlpha.lastKey());
    }

    /**
     * The figures of cells alone. Where cells stop at an n that depends on their values, groups of several weigh those
     * more that went on longest, and no sequence holds for them.
     */
    public PairedContrast ofCells() {
        return new PairedContrast(
                differences,
                isFinished,
                overall,
                new TreeMap<>(),
                new TreeMap<>(),
                byCategoryAlpha,
                holmTwoSided,
                holmGreater);
    }

    /** Whether there are figures of cells alone; the overall ones are not to be shown then. */
    public boolean isOfCells() {
        return byAlpha.isEmpty() && !byCategoryAlpha.isEmpty();
    }

    /** The same contrast in units of which {@code factor} make one. */
    public PairedContrast scaled(double factor) {
        UnaryOperator<ContrastFigures> scale = one -> one.scaled(factor);
        return new PairedContrast(
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
     *
     * @param sides what was contrasted
     */
    public Map<String, Object> toMap(Sides sides) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", UNIT.formatted(sides.noun()));
        fields.put("pairs", differences.itemsByPair().size());
        fields.put("items", differences.items());
        fields.put(
                "items_of_one_%s_only".formatted(sides.noun()),
                List.of(differences.itemsOfFirstOnly(), differences.itemsOfSecondOnly()));
        fields.put("pairs_without_common_item", differences.pairsWithoutCommonItem());
        fields.putAll(figures());
        return fields;
    }

    /** The figures of the groups by field name. */
    Map<String, Object> figures() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!isOfCells()) {
            fields.put("overall", overall.toMap());
        }
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
