package io.steerscope.statistics.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.CategoryMeans;
import io.steerscope.statistics.estimate.ClusteredRate;
import io.steerscope.statistics.estimate.MeanFigures;
import io.steerscope.statistics.estimate.VarianceComponents;
import io.steerscope.statistics.estimate.WithinPairSlope;

/**
 * Figures that rest on pairs as the independent units. A <b>pair mean</b> is the mean over the complete items of a
 * pair.
 *
 * @param level confidence level of the intervals
 * @param smallestEffect smallest effect of interest, in units of the margin; null where none was chosen
 * @param categories over the pair means; null without a complete item
 * @param categoriesByAlpha over the items of one alpha; an alpha without a complete item is absent
 * @param variancesByAlpha variance between pairs and between seeds; null where items have different numbers of seeds
 * @param slope slope of the margin on alpha within pairs; null where no pair has two alphas
 * @param successRate share of items above 0 with pairs as clusters; null without a complete item
 * @param cells by category and alpha, also those without a complete item
 * @param pairMeans pair means of all categories
 * @param pairMeansByCategory pair means by category
 */
public record FurtherFigures(
        double level,
        @Nullable Double smallestEffect,
        @Nullable CategoryMeans categories,
        SortedMap<Double, CategoryMeans> categoriesByAlpha,
        @Nullable SortedMap<Double, VarianceComponents> variancesByAlpha,
        @Nullable WithinPairSlope slope,
        @Nullable ClusteredRate successRate,
        SortedMap<CategoryAlpha, MeanFigures> cells,
        MeanFigures pairMeans,
        SortedMap<String, MeanFigures> pairMeansByCategory) {

    /** Makes the maps unmodifiable. */
    public FurtherFigures {
        categoriesByAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(categoriesByAlpha));
        variancesByAlpha =
                variancesByAlpha == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(variancesByAlpha));
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
        pairMeansByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(pairMeansByCategory));
    }

    /**
     * The figures of the items of a method.
     *
     * @param level confidence level of the intervals
     * @param smallestEffect smallest effect of interest in units of the margin, above 0; null for none
     * @throws IllegalArgumentException if an item occurs twice, a pair has two categories, or level is not inside (0.5,
     *     1)
     */
    public static FurtherFigures of(ObservedItems observed, double level, @Nullable Double smallestEffect) {
        return new FurtherFiguresBuilder(observed, level, smallestEffect).build();
    }

    /** The same figures in units of which {@code factor} make one. */
    public FurtherFigures scaled(double factor) {
        return new FurtherFigures(
                level,
                Figures.scaled(smallestEffect, factor),
                categories == null ? null : categories.scaled(factor),
                Figures.mapped(categoriesByAlpha, means -> means.scaled(factor)),
                variancesByAlpha == null
                        ? null
                        : Figures.mapped(variancesByAlpha, variances -> variances.scaled(factor)),
                slope == null ? null : slope.scaled(factor),
                successRate,
                Figures.mapped(cells, cell -> cell.scaled(factor)),
                pairMeans.scaled(factor),
                Figures.mapped(pairMeansByCategory, means -> means.scaled(factor)));
    }

    /**
     * The figures by field name, in a fixed order; figures that are not determined are absent. Alphas and cells are
     * named as in {@link MarginAnalysis#toMap()}.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("family_level", level);
        Figures.put(fields, "smallest_effect", smallestEffect);
        if (categories != null) {
            if (categories.heterogeneity() != null) {
                fields.put(
                        "heterogeneity_over_pair_means",
                        categories.heterogeneity().toMap());
            }
            fields.put("overall_categories_fixed", categories.fixedToMap());
            fields.put("overall_categories_random", categories.randomToMap());
        }
        fields.put("categories_by_alpha", named(categoriesByAlpha, String::valueOf, FurtherFigures::categoryFields));
        if (variancesByAlpha != null) {
            fields.put(
                    "variance_components_by_alpha",
                    named(variancesByAlpha, String::valueOf, VarianceComponents::toMap));
        }
        Figures.put(fields, "slope_on_alpha_within_pairs", slope == null ? null : slope.toMap());
        Figures.put(fields, "success_rate_clustered", successRate == null ? null : successRate.toMap());
        fields.put("cells", named(cells, CategoryAlpha::key, MeanFigures::toMap));
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put("overall", pairMeans.toMap());
        pairs.put("by_category", named(pairMeansByCategory, Function.identity(), MeanFigures::toMap));
        fields.put("pair_means", pairs);
        return fields;
    }

    private static Map<String, Object> categoryFields(CategoryMeans means) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fixed", means.fixedToMap());
        fields.put("random", means.randomToMap());
        Figures.put(
                fields,
                "heterogeneity",
                means.heterogeneity() == null ? null : means.heterogeneity().toMap());
        return fields;
    }

    private static <K, V> Map<String, Object> named(
            SortedMap<K, V> values, Function<K, String> name, Function<V, Map<String, Object>> fields) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put(name.apply(key), fields.apply(value)));
        return named;
    }
}
