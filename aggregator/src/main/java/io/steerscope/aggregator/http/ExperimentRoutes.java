package io.steerscope.aggregator.http;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.RunningAgreement;
import io.steerscope.aggregator.query.RunningGroup;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.RunningStatistics;
import io.steerscope.aggregator.report.ReportFields;
import io.steerscope.aggregator.report.UnknownSubjectException;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.CategoryAlpha;

/** Everything below {@code /api/experiments}. */
final class ExperimentRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    private final LiveStatistics statistics;

    ExperimentRoutes(LiveStatistics statistics) {
        this.statistics = statistics;
    }

    void list(Context context) {
        List<Map<String, Object>> experiments = statistics.experiments().stream()
                .map(experiment -> experiment(statistics.progress(experiment.getExperimentId())))
                .toList();
        Json.send(context, Map.of("experiments", experiments));
    }

    void show(Context context) {
        Json.send(context, experiment(statistics.progress(context.pathParam("id"))));
    }

    void statistics(Context context) {
        String id = context.pathParam("id");
        ExperimentProgress progress = statistics.progress(id);
        QueryParameters parameters = new QueryParameters(context);
        String scorer = parameters.text("scorer");
        String method = parameters.text("method");
        List<RunningStatistics> all = statistics.statistics(id);
        requireKnown(
                "scorer", scorer, all.stream().map(RunningStatistics::scorerId).toList());
        requireKnown("method", method, progress.experiment().getMethods());
        Map<String, Object> answer = experiment(progress);
        answer.put(
                "statistics",
                all.stream()
                        .filter(one -> scorer.isEmpty() || one.scorerId().equals(scorer))
                        .filter(one -> method.isEmpty() || one.method().equals(method))
                        .map(ExperimentRoutes::groups)
                        .toList());
        answer.put(
                "comparisons",
                statistics.agreements(id).stream()
                        .filter(one -> scorer.isEmpty() || one.concerns(scorer))
                        .filter(one -> method.isEmpty() || one.method().equals(method))
                        .map(ExperimentRoutes::comparison)
                        .toList());
        Json.send(context, answer);
    }

    void items(Context context) {
        String id = context.pathParam("id");
        Experiment experiment = statistics.experiment(id);
        QueryParameters parameters = new QueryParameters(context);
        int offset = parameters.wholeNumber("offset", 0, 0, Integer.MAX_VALUE);
        int limit = parameters.wholeNumber("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
        Comparator<RunningItem> order = order(parameters);
        List<RunningItem> all = statistics.items(id).stream()
                .filter(selected(parameters))
                .sorted(order)
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment_id", id);
        answer.put("seeds_per_item", experiment.getSeeds().size());
        answer.put("total", all.size());
        answer.put("offset", offset);
        answer.put("limit", limit);
        answer.put("items", all.stream().skip(offset).limit(limit).toList());
        Json.send(context, answer);
    }

    void report(Context context) {
        Json.sendText(context, statistics.report(context.pathParam("id")).toJson());
    }

    private static Predicate<RunningItem> selected(QueryParameters parameters) {
        String scorer = parameters.text("scorer");
        String method = parameters.text("method");
        String category = parameters.text("category");
        Double alpha = parameters.number("alpha");
        return item -> (scorer.isEmpty() || item.scorerId().equals(scorer))
                && (method.isEmpty() || item.method().equals(method))
                && (category.isEmpty() || item.category().equals(category))
                && (alpha == null || item.alpha() == alpha);
    }

    /** Ties keep the order of {@link LiveStatistics#items}. */
    private static Comparator<RunningItem> order(QueryParameters parameters) {
        Comparator<RunningItem> order =
                switch (parameters.oneOf("sort", List.of("pair", "mean", "alpha", "category"))) {
                    case "mean" -> Comparator.comparingDouble(RunningItem::mean);
                    case "alpha" -> Comparator.comparingDouble(RunningItem::alpha);
                    case "category" -> Comparator.comparing(RunningItem::category);
                    default -> Comparator.comparing(RunningItem::pairId);
                };
        return parameters.oneOf("order", List.of("asc", "desc")).equals("desc") ? order.reversed() : order;
    }

    private static Map<String, Object> experiment(ExperimentProgress progress) {
        Map<String, Object> fields = ReportFields.design(progress.experiment());
        fields.put("complete", progress.isComplete());
        fields.put("images_failed", progress.imagesFailed());
        Map<String, Object> scorers = new LinkedHashMap<>();
        progress.scorers()
                .forEach(scorer -> scorers.put(scorer.scorerId(), ReportFields.completeness(scorer.completeness())));
        fields.put("scorers", scorers);
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

    private static void requireKnown(String kind, String id, List<String> known) {
        if (!id.isEmpty() && !known.contains(id)) {
            throw UnknownSubjectException.of(kind, id, known);
        }
    }
}
