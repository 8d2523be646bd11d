package io.steerscope.statistics.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/**
 * The final analysis with pairs as clusters of their items: the primary figures of the groups that hold several alphas
 * of a pair. Unlike {@link MarginAnalysis#pairClusteredOverall()} it takes the complete items of every pair, also of
 * pairs that miss an item at some alpha; without such pairs the means and t-tests of both are equal up to rounding.
 *
 * @param overall all pairs
 * @param byCategory pairs by category
 * @param holmByCategory Holm-adjusted one-sided p-values; the family is the categories that have a test
 */
public record PairClusteredAnalysis(
        ClusteredSummary overall,
        SortedMap<String, ClusteredSummary> byCategory,
        SortedMap<String, Double> holmByCategory) {

    /** Makes the maps unmodifiable. */
    public PairClusteredAnalysis {
        byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
        holmByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(holmByCategory));
    }

    /**
     * Analyses items in any order; of the options it takes those of the bootstrap and the level.
     *
     * @param seedsPerItem number of margins of a complete item; other items do not count
     * @throws IllegalArgumentException if a pair has two categories
     */
    public static PairClusteredAnalysis of(Collection<MarginItem> items, int seedsPerItem, AnalysisOptions options) {
        SortedMap<String, String> categories = new TreeMap<>();
        SortedMap<String, SortedMap<String, ItemAccumulator>> pairs = new TreeMap<>();
        for (MarginItem item : items) {
            String known = categories.putIfAbsent(item.pairId(), item.category());
            if (known != null && !known.equals(item.category())) {
                throw MarginAnalyser.twoCategories(item.pairId(), known, item.category());
            }
            SortedMap<String, ItemAccumulator> ofCategory =
                    pairs.computeIfAbsent(item.category(), category -> new TreeMap<>());
            if (seedsPerItem > 0 && item.margins().count() == seedsPerItem) {
                ofCategory.merge(
                        item.pairId(),
                        ItemAccumulator.EMPTY.addUnits(item.margins().meanUnits()),
                        ItemAccumulator::merge);
            }
        }
        SortedMap<String, ItemAccumulator> all = new TreeMap<>();
        SortedMap<String, ClusteredSummary> byCategory = new TreeMap<>();
        SortedMap<String, Double> family = new TreeMap<>();
        pairs.forEach((category, ofCategory) -> {
            all.putAll(ofCategory);
            ClusteredSummary summary = ClusteredSummary.of(ofCategory.values(), options.bootstrap());
            byCategory.put(category, summary);
            if (summary.tTest() != null) {
                family.put(category, summary.tTest().pGreater());
            }
        });
        return new PairClusteredAnalysis(
                ClusteredSummary.of(all.values(), options.bootstrap()),
                byCategory,
                new TreeMap<>(MultipleTesting.holm(family)));
    }

    /** The same figures in units of which {@code factor} make one. */
    public PairClusteredAnalysis scaled(double factor) {
        return new PairClusteredAnalysis(
                overall.scaled(factor), Figures.mapped(byCategory, summary -> summary.scaled(factor)), holmByCategory);
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Map<String, Object> categories = new LinkedHashMap<>();
        byCategory.forEach((category, summary) -> categories.put(category, summary.toMap()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("overall", overall.toMap());
        fields.put("by_category", categories);
        fields.put("holm_by_category", holmByCategory);
        return fields;
    }
}
