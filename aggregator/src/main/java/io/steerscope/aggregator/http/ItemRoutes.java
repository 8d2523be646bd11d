package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.ScoredItem;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.design.ItemSize;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.MarginScore;

/** The items of an experiment, page by page. */
final class ItemRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;

    private final LiveStatistics statistics;
    private final Snapshots snapshots;

    ItemRoutes(LiveStatistics statistics, Snapshots snapshots) {
        this.statistics = statistics;
        this.snapshots = snapshots;
    }

    void items(Context context) {
        QueryParameters parameters = new QueryParameters(
                context,
                "scorer",
                "method",
                "category",
                "pair",
                "alpha",
                "complete",
                "sort",
                "order",
                "offset",
                "limit");
        Envelope.send(
                context,
                snapshots.get(new PageQuestion(
                        statistics,
                        snapshots,
                        new ItemsQuestion(statistics, context.pathParam("id")),
                        new ItemFilter(
                                parameters.text("scorer"),
                                parameters.text("method"),
                                parameters.text("category"),
                                parameters.text("pair"),
                                parameters.number("alpha"),
                                parameters.oneOf("complete", List.of("any", "true", "false"))),
                        order(parameters),
                        parameters.oneOf("order", List.of("asc", "desc")).equals("desc"),
                        parameters.wholeNumber("offset", 0, 0, Integer.MAX_VALUE),
                        parameters.wholeNumber("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT))));
    }

    private static ExperimentItems.Order order(QueryParameters parameters) {
        return switch (parameters.oneOf("sort", List.of("pair", "margin", "clip", "alpha", "category"))) {
            case "margin", "clip" -> ExperimentItems.Order.MARGIN;
            case "alpha" -> ExperimentItems.Order.ALPHA;
            case "category" -> ExperimentItems.Order.CATEGORY;
            default -> ExperimentItems.Order.PAIR;
        };
    }

    /**
     * A page of items. Their scores are read while it is put together, so the items must rest on the partitions that
     * answer then: where these are others, the items are read again too.
     */
    private record PageQuestion(
            LiveStatistics statistics,
            Snapshots snapshots,
            ItemsQuestion items,
            ItemFilter filter,
            ExperimentItems.Order order,
            boolean descending,
            int offset,
            int limit)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            LiveStatistics now = statistics.look();
            Snapshot<ExperimentItems> present = snapshots.get(items);
            Snapshot<ExperimentItems> snapshot =
                    present.version().coverage().equals(now.version().coverage()) ? present : items.ask();
            ExperimentProgress progress = snapshot.value().progress();
            filter.require(progress);
            List<RunningItem> matching = snapshot.value().sorted(order, descending).stream()
                    .filter(filter::holds)
                    .toList();
            List<RunningItem> page = matching.stream().skip(offset).limit(limit).toList();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("experiment_id", items.experimentId());
            fields.put("complete", progress.isComplete());
            if (ItemSize.of(progress.experiment()) instanceof ItemSize.Fixed size) {
                fields.put("seeds_per_item", size.images());
            }
            fields.put("total", matching.size());
            fields.put("offset", offset);
            fields.put("limit", limit);
            fields.put(
                    "items",
                    now.withScores(items.experimentId(), page).stream()
                            .map(ItemRoutes::item)
                            .toList());
            return Answer.of(snapshot.version(), fields);
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(items);
        }
    }

    private static Map<String, Object> item(ScoredItem scored) {
        RunningItem item = scored.item();
        MarginScore any = scored.scores().get(0);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pair_id", item.pairId());
        fields.put("category", item.category());
        boolean isAlignment = ScoreValue.measure(any) == Measure.ALIGNMENT;
        if (!isAlignment) {
            fields.put("source", any.getSource());
        }
        fields.put("target", any.getTarget());
        fields.put("method", item.method());
        fields.put("alpha", item.alpha());
        fields.put("scorer_id", item.scorerId());
        fields.put("complete", item.complete());
        fields.put("n_seeds", item.seeds());
        fields.put(isAlignment ? "clip" : "margin", isAlignment ? Clip.FACTOR * item.mean() : item.mean());
        if (scored.shift() != null && !isAlignment) {
            fields.put("shift", scored.shift());
        }
        fields.put("seeds", scored.scores().stream().map(ItemRoutes::seed).toList());
        return fields;
    }

    private static Map<String, Object> seed(MarginScore score) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seed", score.getIdentity().getSeed());
        ScoreFields.put(score, fields);
        fields.put("image_sha256", score.getImageSha256());
        fields.put("image", ImagePaths.image(score.getIdentity()));
        ImagePaths.content(score).ifPresent(path -> fields.put("content", path));
        return fields;
    }
}
