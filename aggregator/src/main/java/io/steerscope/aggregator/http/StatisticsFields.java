package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LeftOutItems;
import io.steerscope.aggregator.query.RunningAgreement;
import io.steerscope.aggregator.query.RunningGroup;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.aggregator.query.StageProgress;
import io.steerscope.aggregator.query.StageRates;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.alignment.AlignmentOrder;
import io.steerscope.results.alignment.ClipFields;
import io.steerscope.results.design.FailureCount;
import io.steerscope.results.format.json.ReportFields;
import io.steerscope.statistics.analysis.CategoryAlpha;

/** Progress and running statistics by field name. */
final class StatisticsFields {

    private static final int MOST_NAMED = 1_000;

    private StatisticsFields() {}

    /** The design and how far each stage and scorer is. */
    static Map<String, Object> experiment(ExperimentProgress progress, StageRates rates, StateVersion version) {
        Map<String, Object> fields = ReportFields.design(progress.experiment());
        fields.put("complete", progress.isComplete());
        fields.put("cancelled", progress.cancelled());
        fields.put("images_failed", progress.imagesFailed());
        if (!progress.skipped().isEmpty()) {
            fields.put("skipped_by_reason", progress.skipped());
        }
        if (progress.experiment().getStop() != null) {
            fields.put("cells_decided", progress.decidedCells());
        }
        fields.put(
                "failures",
                progress.failures().stream().map(FailureCount::toMap).toList());
        Map<String, Object> scorers = new LinkedHashMap<>();
        progress.scorers().forEach(scorer -> scorers.put(scorer.scorerId(), scorer(scorer)));
        fields.put("scorers", scorers);
        String id = progress.experiment().getExperimentId();
        fields.put(
                "stages",
                progress.stages().stream()
                        .map(stage -> stage(stage, rates.perSecond(id, stage, version.position())))
                        .toList());
        return fields;
    }

    private static Map<String, Object> scorer(ScorerProgress scorer) {
        Map<String, Object> fields = ReportFields.completeness(scorer.completeness());
        if (scorer.tokens().noted() > 0) {
            Map<String, Object> prompts = new LinkedHashMap<>();
            prompts.put("noted", scorer.tokens().noted());
            prompts.put("cut", scorer.tokens().cut());
            prompts.put("same_tokens", scorer.tokens().same());
            prompts.put("unknown_tokens", scorer.tokens().unknown());
            fields.put("prompts", prompts);
        }
        return fields;
    }

    /** The items under one scorer that count in no figure, the first pairs by name. */
    static Map<String, Object> leftOut(LeftOutItems items) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", items.scorerId());
        fields.put("reason", "same_tokens");
        fields.put("items", items.items());
        fields.put("images", items.images());
        fields.put("pairs", items.pairs().size());
        fields.put("pair_ids", items.pairs().stream().limit(MOST_NAMED).toList());
        return fields;
    }

    static Map<String, Object> comparison(RunningAgreement running, Measure measure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorers", List.of(running.firstScorer(), running.secondScorer()));
        fields.put("method", running.method());
        fields.putAll(
                measure == Measure.ALIGNMENT
                        ? AlignmentOrder.fields(running.agreement())
                        : running.agreement().toMap());
        return fields;
    }

    /** Figures and verdicts of one method under one scorer. */
    static Map<String, Object> statistics(RunningStatistics running) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", running.scorerId());
        fields.put("method", running.method());
        fields.put("complete", running.complete());
        fields.put("level", running.overall().summary().level());
        Map<String, Object> overCategories = new LinkedHashMap<>();
        running.overCategories().forEach((alpha, mean) -> {
            overCategories.put(String.valueOf(alpha), mean.toMap());
            fields.put("headline", mean.toMap());
        });
        fields.put("over_categories", overCategories);
        fields.put("primary", running.hasSeveralAlphas() ? "pair_clustered" : "items");
        fields.put("overall", group(running.overall()));
        fields.put("by_alpha", groups(running.byAlpha(), String::valueOf));
        fields.put("by_category", groups(running.byCategory(), Function.identity()));
        fields.put("by_category_alpha", groups(running.byCategoryAlpha(), CategoryAlpha::key));
        fields.put("verdicts", running.verdicts().toMap());
        return fields;
    }

    /** Estimates of one method under one scorer whose scores are alignments: there is no test and no verdict. */
    static Map<String, Object> alignments(RunningStatistics running) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", running.scorerId());
        fields.put("method", running.method());
        fields.put("measure", Measure.ALIGNMENT.recorded());
        fields.put("complete", running.complete());
        fields.put("level", running.overall().summary().level());
        fields.put("primary", running.hasSeveralAlphas() ? "pair_clustered" : "items");
        fields.put("overall", alignments(running.overall()));
        fields.put("by_alpha", alignments(running.byAlpha(), String::valueOf));
        fields.put("by_category", alignments(running.byCategory(), Function.identity()));
        fields.put("by_category_alpha", alignments(running.byCategoryAlpha(), CategoryAlpha::key));
        return fields;
    }

    private static <K> Map<String, Object> alignments(Map<K, RunningGroup> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, group) -> fields.put(name.apply(key), alignments(group)));
        return fields;
    }

    private static Map<String, Object> alignments(RunningGroup group) {
        Map<String, Object> fields = ClipFields.of(group.summary().toMap());
        fields.put("partial_items", group.partialItems());
        if (group.clusters() != null) {
            fields.put("pair_clustered", ClipFields.of(group.clusters().toMap()));
        }
        return fields;
    }

    private static Map<String, Object> stage(StageProgress stage, OptionalDouble perSecond) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stage", stage.stage());
        if (stage.scorerId() != null) {
            fields.put("scorer_id", stage.scorerId());
        }
        fields.put("done", stage.done());
        fields.put("failed", stage.failed());
        fields.put("skipped", stage.skipped());
        fields.put("expected", stage.expected());
        perSecond.ifPresent(rate -> {
            fields.put("per_second", rate);
            if (rate > 0.0) {
                fields.put("eta_seconds", stage.missing() / rate);
            }
        });
        return fields;
    }

    private static <K> Map<String, Object> groups(Map<K, RunningGroup> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, group) -> fields.put(name.apply(key), group(group)));
        return fields;
    }

    private static Map<String, Object> group(RunningGroup group) {
        Map<String, Object> fields = new LinkedHashMap<>(group.summary().toMap());
        fields.put("partial_items", group.partialItems());
        if (group.clusters() != null) {
            fields.put("pair_clustered", group.clusters().toMap());
        }
        return fields;
    }
}
