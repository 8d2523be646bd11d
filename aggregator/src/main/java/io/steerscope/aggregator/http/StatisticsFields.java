package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.RunningAgreement;
import io.steerscope.aggregator.query.RunningGroup;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.report.ReportFields;
import io.steerscope.aggregator.report.UnknownSubjectException;
import io.steerscope.statistics.analysis.CategoryAlpha;

/** Progress and running statistics by field name. */
final class StatisticsFields {

    private StatisticsFields() {}

    /** The design and how far each scorer is. */
    static Map<String, Object> experiment(ExperimentProgress progress) {
        Map<String, Object> fields = ReportFields.design(progress.experiment());
        fields.put("complete", progress.isComplete());
        fields.put("images_failed", progress.imagesFailed());
        Map<String, Object> scorers = new LinkedHashMap<>();
        progress.scorers()
                .forEach(scorer -> scorers.put(scorer.scorerId(), ReportFields.completeness(scorer.completeness())));
        fields.put("scorers", scorers);
        return fields;
    }

    /**
     * The above, and running figures of all groups and pairs of scorers.
     *
     * @param scorer only this scorer, or empty for all
     * @param method only this method, or empty for all
     * @throws UnknownSubjectException if there is no such experiment, scorer or method
     */
    static Map<String, Object> of(LiveStatistics statistics, String experimentId, String scorer, String method) {
        ExperimentProgress progress = statistics.progress(experimentId);
        List<RunningStatistics> all = statistics.statistics(experimentId);
        Known.require(
                "scorer", scorer, all.stream().map(RunningStatistics::scorerId).toList());
        Known.require("method", method, progress.experiment().getMethods());
        Map<String, Object> fields = experiment(progress);
        fields.put(
                "statistics",
                all.stream()
                        .filter(one -> scorer.isEmpty() || one.scorerId().equals(scorer))
                        .filter(one -> method.isEmpty() || one.method().equals(method))
                        .map(StatisticsFields::groups)
                        .toList());
        fields.put(
                "comparisons",
                statistics.agreements(experimentId).stream()
                        .filter(one -> scorer.isEmpty() || one.concerns(scorer))
                        .filter(one -> method.isEmpty() || one.method().equals(method))
                        .map(StatisticsFields::comparison)
                        .toList());
        return fields;
    }

    private static Map<String, Object> comparison(RunningAgreement running) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorers", List.of(running.firstScorer(), running.secondScorer()));
        fields.put("method", running.method());
        fields.putAll(running.agreement().toMap());
        return fields;
    }

    private static Map<String, Object> groups(RunningStatistics running) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", running.scorerId());
        fields.put("method", running.method());
        fields.put("level", running.overall().summary().level());
        fields.put("overall", group(running.overall()));
        fields.put("by_alpha", groups(running.byAlpha(), String::valueOf));
        fields.put("by_category", groups(running.byCategory(), Function.identity()));
        fields.put("by_category_alpha", groups(running.byCategoryAlpha(), CategoryAlpha::key));
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
        return fields;
    }
}
