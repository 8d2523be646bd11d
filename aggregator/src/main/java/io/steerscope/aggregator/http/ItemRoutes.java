package io.steerscope.aggregator.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.ScoredItem;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.aggregator.query.Standing;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

/** The items of an experiment, page by page. */
final class ItemRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    private final LiveStatistics statistics;

    ItemRoutes(LiveStatistics statistics) {
        this.statistics = statistics;
    }

    void items(Context context) {
        QueryParameters parameters = new QueryParameters(
                context, "scorer", "method", "category", "alpha", "complete", "sort", "order", "offset", "limit");
        int offset = parameters.wholeNumber("offset", 0, 0, Integer.MAX_VALUE);
        int limit = parameters.wholeNumber("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT);
        Comparator<RunningItem> order = order(parameters);
        String id = context.pathParam("id");
        Standing standing = statistics.standing();
        ExperimentProgress progress = statistics.progress(id);
        List<RunningItem> all = statistics.items(id).stream()
                .filter(selected(parameters, progress))
                .sorted(order)
                .toList();
        List<RunningItem> page = all.stream().skip(offset).limit(limit).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("experiment_id", id);
        answer.put("complete", progress.isComplete());
        answer.put("seeds_per_item", progress.experiment().getSeeds().size());
        answer.put("total", all.size());
        answer.put("offset", offset);
        answer.put("limit", limit);
        answer.put(
                "items",
                statistics.withScores(id, page).stream().map(ItemRoutes::item).toList());
        Envelope.send(context, standing, answer);
    }

    private static Predicate<RunningItem> selected(QueryParameters parameters, ExperimentProgress progress) {
        Experiment experiment = progress.experiment();
        String scorer = parameters.text("scorer");
        String method = parameters.text("method");
        String category = parameters.text("category");
        @Nullable Double alpha = parameters.number("alpha");
        String complete = parameters.oneOf("complete", List.of("any", "true", "false"));
        Known.require(
                "scorer",
                scorer,
                progress.scorers().stream().map(ScorerProgress::scorerId).toList());
        Known.require("method", method, experiment.getMethods());
        Known.require(
                "category",
                category,
                experiment.getCategories().stream()
                        .map(CategoryDesign::getCategory)
                        .toList());
        Known.require(
                "alpha",
                alpha == null ? "" : RecordKeys.alphaText(alpha),
                experiment.getAlphas().stream().map(RecordKeys::alphaText).toList());
        return item -> (scorer.isEmpty() || item.scorerId().equals(scorer))
                && (method.isEmpty() || item.method().equals(method))
                && (category.isEmpty() || item.category().equals(category))
                && (alpha == null || item.alpha() == alpha)
                && (complete.equals("any") || item.complete() == complete.equals("true"));
    }

    /** Ties keep the order of {@link LiveStatistics#items}. */
    private static Comparator<RunningItem> order(QueryParameters parameters) {
        Comparator<RunningItem> order =
                switch (parameters.oneOf("sort", List.of("pair", "margin", "alpha", "category"))) {
                    case "margin" -> Comparator.comparingDouble(RunningItem::mean);
                    case "alpha" -> Comparator.comparingDouble(RunningItem::alpha);
                    case "category" -> Comparator.comparing(RunningItem::category);
                    default -> Comparator.comparing(RunningItem::pairId);
                };
        return parameters.oneOf("order", List.of("asc", "desc")).equals("desc") ? order.reversed() : order;
    }

    private static Map<String, Object> item(ScoredItem scored) {
        RunningItem item = scored.item();
        MarginScore any = scored.scores().get(0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pair_id", item.pairId());
        fields.put("category", item.category());
        fields.put("source", any.getSource());
        fields.put("target", any.getTarget());
        fields.put("method", item.method());
        fields.put("alpha", item.alpha());
        fields.put("scorer_id", item.scorerId());
        fields.put("complete", item.complete());
        fields.put("n_seeds", item.seeds());
        fields.put("margin", item.mean());
        fields.put("seeds", scored.scores().stream().map(ItemRoutes::seed).toList());
        return fields;
    }

    private static Map<String, Object> seed(MarginScore score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", score.getIdentity().getSeed());
        fields.put("margin", score.getMargin());
        fields.put("image_sha256", score.getImageSha256());
        fields.put("image", imagePath(score.getIdentity()));
        return fields;
    }

    private static String imagePath(Identity identity) {
        return "/api/experiments/%s/images/%s/%s/%s/%d"
                .formatted(
                        encoded(identity.getExperimentId()),
                        encoded(identity.getPairId()),
                        encoded(identity.getMethod()),
                        RecordKeys.alphaText(identity.getAlpha()),
                        identity.getSeed());
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
