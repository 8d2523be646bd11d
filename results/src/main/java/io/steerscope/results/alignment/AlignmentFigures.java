package io.steerscope.results.alignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;

/**
 * The alignments of one method under one scorer.
 *
 * @param unit what an item is
 * @param options level and bootstrap
 * @param hasSeveralAlphas whether groups over all alphas hold several items of a pair, so that their clustered figures
 *     are the primary ones
 * @param overall all items
 * @param byAlpha items by alpha
 * @param byCategory items by category
 * @param byCategoryAlpha items by category and alpha
 */
public record AlignmentFigures(
        String unit,
        AnalysisOptions options,
        boolean hasSeveralAlphas,
        AlignmentGroup overall,
        SortedMap<Double, AlignmentGroup> byAlpha,
        SortedMap<String, AlignmentGroup> byCategory,
        SortedMap<CategoryAlpha, AlignmentGroup> byCategoryAlpha) {

    /** Of a method whose scores are alignments. */
    public static AlignmentFigures of(MethodReport method) {
        List<MarginScore> scores = method.scores();
        boolean several = method.results().hasSeveralAlphas();
        return new AlignmentFigures(
                method.analysis().unit(),
                method.analysis().options(),
                several,
                group(
                        method.analysis().overall(),
                        several ? method.results().pairs().overall() : null,
                        scores,
                        score -> true),
                groups(method.analysis().byAlpha(), alpha -> null, scores, alpha -> score -> alpha(score) == alpha),
                groups(
                        method.analysis().byCategory(),
                        category ->
                                several ? method.results().pairs().byCategory().get(category) : null,
                        scores,
                        category -> score -> score.getCategory().equals(category)),
                groups(
                        method.analysis().byCategoryAlpha(),
                        cell -> null,
                        scores,
                        cell -> score -> alpha(score) == cell.alpha()
                                && score.getCategory().equals(cell.category())));
    }

    private static double alpha(MarginScore score) {
        return score.getIdentity().getAlpha() + 0.0;
    }

    private static <K> SortedMap<K, AlignmentGroup> groups(
            Map<K, SampleSummary> summaries,
            Function<K, @Nullable ClusteredSummary> pairs,
            List<MarginScore> scores,
            Function<K, Predicate<MarginScore>> belongs) {
        SortedMap<K, AlignmentGroup> groups = new TreeMap<>();
        summaries.forEach((key, items) -> groups.put(key, group(items, pairs.apply(key), scores, belongs.apply(key))));
        return groups;
    }

    private static AlignmentGroup group(
            SampleSummary items,
            @Nullable ClusteredSummary pairs,
            List<MarginScore> scores,
            Predicate<MarginScore> belongs) {
        List<MarginScore> own = new ArrayList<>(scores);
        own.removeIf(belongs.negate());
        return new AlignmentGroup(items, pairs, ImageClips.of(own));
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("images", overall.images().images());
        fields.put("level", options.level());
        fields.put("bootstrap_resamples", options.bootstrapResamples());
        fields.put("bootstrap_seed", options.seed());
        fields.put("measure", Measure.ALIGNMENT.recorded());
        fields.put("unit", unit);
        fields.put("primary", hasSeveralAlphas ? "pair_clustered" : "items");
        fields.put("overall", overall.toMap());
        fields.put("by_alpha", named(byAlpha, String::valueOf));
        fields.put("by_category", named(byCategory, category -> category));
        fields.put("by_category_alpha", named(byCategoryAlpha, CategoryAlpha::key));
        return fields;
    }

    private static <K> Map<String, Object> named(Map<K, AlignmentGroup> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, group) -> fields.put(name.apply(key), group.toMap()));
        return fields;
    }
}
