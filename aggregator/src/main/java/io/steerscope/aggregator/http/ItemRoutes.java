package io.steerscope.aggregator.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Snapshots;

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
                "from",
                "to",
                "search",
                "only",
                "sort",
                "order",
                "offset",
                "limit");
        Envelope.send(
                context,
                snapshots.get(new ItemPageQuestion(
                        statistics,
                        snapshots,
                        new ItemsQuestion(statistics, context.pathParam("id")),
                        ItemFilter.of(parameters),
                        words(parameters.text("search")),
                        parameters.oneOf("only", List.of("scored", "lost", "failed", "skipped")),
                        order(parameters),
                        parameters.oneOf("order", List.of("asc", "desc")).equals("desc"),
                        parameters.wholeNumber("offset", 0, 0, Integer.MAX_VALUE),
                        parameters.wholeNumber("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT))));
    }

    private static List<String> words(String search) {
        return Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static ExperimentItems.Order order(QueryParameters parameters) {
        return switch (parameters.oneOf("sort", List.of("pair", "margin", "clip", "shift", "alpha", "category"))) {
            case "margin", "clip" -> ExperimentItems.Order.MARGIN;
            case "shift" -> ExperimentItems.Order.SHIFT;
            case "alpha" -> ExperimentItems.Order.ALPHA;
            case "category" -> ExperimentItems.Order.CATEGORY;
            default -> ExperimentItems.Order.PAIR;
        };
    }
}
