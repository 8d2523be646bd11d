package io.steerscope.statistics.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.hypothesis.Heterogeneity;
import io.steerscope.statistics.hypothesis.PageTrendTest;

/**
 * The final analysis of an experiment at its fixed n.
 *
 * <p>Groups without a complete item are present with n = 0. The maps are sorted and cannot be changed.
 *
 * @param unit the unit of analysis, in words
 * @param incompleteItems items that were observed but miss a seed; they count nowhere else
 * @param overall all items, as the published experiment reports them; where they hold several alphas of a pair the
 *     figures of {@link PairClusteredAnalysis} are primary
 * @param byAlpha items by alpha
 * @param byCategory items by category
 * @param byCategoryAlpha items by category and alpha
 * @param pairClusteredOverall means over all alphas of the pairs that are complete at every alpha: the items of one
 *     pair are not independent, this allows for it
 * @param holmByCategory Holm-adjusted one-sided p-values of the t-tests; the family is the categories that have one
 * @param bhByCategory Benjamini-Hochberg-adjusted p-values of the same family
 * @param alphaPaired differences within pairs between neighbouring alphas, ascending
 * @param alphaTrend Page's test of a rise with alpha, over the pairs that are complete at every alpha; null below three
 *     alphas
 * @param heterogeneityByCategory whether the categories differ; null below two categories that vary
 * @param options options of the analysis
 */
public record MarginAnalysis(
        String unit,
        int incompleteItems,
        SampleSummary overall,
        SortedMap<Double, SampleSummary> byAlpha,
        SortedMap<String, SampleSummary> byCategory,
        SortedMap<CategoryAlpha, SampleSummary> byCategoryAlpha,
        SampleSummary pairClusteredOverall,
        SortedMap<String, Double> holmByCategory,
        SortedMap<String, Double> bhByCategory,
        List<PairedDifference> alphaPaired,
        @Nullable PageTrendTest alphaTrend,
        @Nullable Heterogeneity heterogeneityByCategory,
        AnalysisOptions options) {

    /** Makes the collections unmodifiable. */
    public MarginAnalysis {
        byAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byAlpha));
        byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
        byCategoryAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byCategoryAlpha));
        holmByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(holmByCategory));
        bhByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(bhByCategory));
        alphaPaired = List.copyOf(alphaPaired);
    }

    /**
     * Analyses the margins of single images. The result depends neither on the order of the observations nor on the
     * number of threads. The same observation several times counts once.
     *
     * @throws IllegalArgumentException if one image (pair, alpha, seed) has two different margins, a pair has two
     *     categories, or a seed is not among the expected ones
     */
    public static MarginAnalysis analyse(Collection<MarginObservation> observations, AnalysisOptions options) {
        ObservedItems observed = ObservedItems.of(observations, options.expectedSeeds());
        return ofItems(observed.items(), observed.seeds(), options);
    }

    /**
     * Analyses items whose margins are already summed, in any order. The options' expected seeds are not consulted.
     *
     * @param seedsPerItem number of margins of a complete item
     * @throws IllegalArgumentException if an item occurs twice or has more margins than seedsPerItem, or a pair has two
     *     categories
     */
    public static MarginAnalysis ofItems(Collection<MarginItem> items, int seedsPerItem, AnalysisOptions options) {
        return new MarginAnalyser(items, seedsPerItem, options).analyse();
    }

    /** The same figures of a unit that is described in other words. */
    public MarginAnalysis withUnit(String words) {
        return new MarginAnalysis(
                words,
                incompleteItems,
                overall,
                byAlpha,
                byCategory,
                byCategoryAlpha,
                pairClusteredOverall,
                holmByCategory,
                bhByCategory,
                alphaPaired,
                alphaTrend,
                heterogeneityByCategory,
                options);
    }

    /**
     * The same figures in units of which {@code factor} make one: those of margins that were divided by the factor to
     * lie in [-2, 2], in the margins' own units.
     */
    public MarginAnalysis scaled(double factor) {
        return new MarginAnalysis(
                unit,
                incompleteItems,
                overall.scaled(factor),
                Figures.mapped(byAlpha, summary -> summary.scaled(factor)),
                Figures.mapped(byCategory, summary -> summary.scaled(factor)),
                Figures.mapped(byCategoryAlpha, summary -> summary.scaled(factor)),
                pairClusteredOverall.scaled(factor),
                holmByCategory,
                bhByCategory,
                alphaPaired.stream()
                        .map(difference -> difference.scaled(factor))
                        .toList(),
                alphaTrend,
                heterogeneityByCategory,
                options);
    }

    /**
     * The figures by field name, in a fixed order; figures that are not determined are absent. Values are strings,
     * numbers, lists of two numbers, and maps of these. Alphas appear as {@link Double#toString(double)} prints them,
     * cells as {@code category|alpha}, paired differences as {@code from->to}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("unit", unit);
        fields.put("incomplete_items", incompleteItems);
        fields.put("overall", overall.toMap());
        fields.put("by_alpha", maps(byAlpha, String::valueOf));
        fields.put("by_category", maps(byCategory, Function.identity()));
        fields.put("by_category_alpha", maps(byCategoryAlpha, CategoryAlpha::key));
        fields.put("pair_clustered_overall", pairClusteredOverall.toMap());
        fields.put("holm_by_category", holmByCategory);
        fields.put("bh_by_category", bhByCategory);
        Map<String, Object> paired = new LinkedHashMap<>();
        alphaPaired.forEach(difference -> paired.put(difference.key(), difference.toMap()));
        fields.put("alpha_paired", paired);
        if (alphaTrend != null) {
            fields.put("alpha_trend", trend(alphaTrend));
        }
        if (heterogeneityByCategory != null) {
            fields.put("heterogeneity_by_category", heterogeneity(heterogeneityByCategory));
        }
        return fields;
    }

    private static Map<String, Object> trend(PageTrendTest test) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", test.rows());
        fields.put("page_l", test.l());
        fields.put("z", test.z());
        fields.put("p_greater", test.pGreater());
        return fields;
    }

    private static Map<String, Object> heterogeneity(Heterogeneity heterogeneity) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("groups", heterogeneity.groups());
        fields.put("cochran_q", heterogeneity.q());
        fields.put("df", heterogeneity.df());
        fields.put("p", heterogeneity.p());
        fields.put("i_squared", heterogeneity.iSquared());
        return fields;
    }

    private static <K> Map<String, Object> maps(SortedMap<K, SampleSummary> groups, Function<K, String> name) {
        Map<String, Object> maps = new LinkedHashMap<>();
        groups.forEach((key, summary) -> maps.put(name.apply(key), summary.toMap()));
        return maps;
    }
}
