package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.Distribution;
import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.ItemDistributions;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.statistics.analysis.CategoryAlpha;

/** Histograms and quartiles of item means. */
final class DistributionRoutes {

    private static final int DEFAULT_BINS = 40;
    private static final int FEWEST_BINS = 2;
    private static final int MOST_BINS = 200;
    private static final List<String> QUARTILES = List.of("min", "q1", "median", "q3", "max");

    private final LiveStatistics statistics;
    private final Snapshots snapshots;

    DistributionRoutes(LiveStatistics statistics, Snapshots snapshots) {
        this.statistics = statistics;
        this.snapshots = snapshots;
    }

    void distributions(Context context) {
        QueryParameters parameters = new QueryParameters(context, "scorer", "method", "bins");
        Envelope.send(
                context,
                snapshots.get(new DistributionsQuestion(
                        snapshots,
                        new ItemsQuestion(statistics, context.pathParam("id")),
                        parameters.text("scorer"),
                        parameters.text("method"),
                        parameters.wholeNumber("bins", DEFAULT_BINS, FEWEST_BINS, MOST_BINS))));
    }

    /** Distributions of every scorer and method that is asked for. */
    private record DistributionsQuestion(
            Snapshots snapshots, ItemsQuestion items, String scorer, String method, int bins)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            Snapshot<ExperimentItems> snapshot = snapshots.get(items);
            ExperimentProgress progress = snapshot.value().progress();
            KnownSubjects.scorer(scorer, progress);
            KnownSubjects.require("method", method, progress.experiment().getMethods());
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("experiment_id", items.experimentId());
            fields.put("complete", progress.isComplete());
            fields.put("distributions", distributions(snapshot.value()));
            return Answer.of(snapshot.version(), fields);
        }

        private List<Map<String, Object>> distributions(ExperimentItems all) {
            List<Map<String, Object>> distributions = new ArrayList<>();
            for (ScorerProgress one : all.progress().scorers()) {
                for (String of : all.progress().experiment().getMethods()) {
                    if ((scorer.isEmpty() || scorer.equals(one.scorerId()))
                            && (method.isEmpty() || method.equals(of))) {
                        distributions.add(fields(ItemDistributions.of(
                                all.progress().experiment(), one.scorerId(), of, all.all(), bins)));
                    }
                }
            }
            return distributions;
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(items);
        }
    }

    private static Map<String, Object> fields(ItemDistributions distributions) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("scorer_id", distributions.scorerId());
        fields.put("method", distributions.method());
        fields.put("edges", distributions.edges());
        fields.put("overall", group(distributions.overall()));
        fields.put("by_alpha", groups(distributions.byAlpha(), String::valueOf));
        fields.put("by_category", groups(distributions.byCategory(), Function.identity()));
        fields.put("by_category_alpha", groups(distributions.byCategoryAlpha(), CategoryAlpha::key));
        return fields;
    }

    private static <K> Map<String, Object> groups(Map<K, Distribution> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, group) -> fields.put(name.apply(key), group(group)));
        return fields;
    }

    private static Map<String, Object> group(Distribution group) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", group.n());
        List<Double> quartiles = group.quartiles();
        if (quartiles != null) {
            for (int i = 0; i < QUARTILES.size(); i++) {
                fields.put(QUARTILES.get(i), quartiles.get(i));
            }
        }
        fields.put("counts", group.counts());
        return fields;
    }
}
