package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.Map;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Standing;

/** Experiments, their statistics and reports. */
final class ExperimentRoutes {

    private final LiveStatistics statistics;

    ExperimentRoutes(LiveStatistics statistics) {
        this.statistics = statistics;
    }

    void list(Context context) {
        new QueryParameters(context);
        Standing standing = statistics.standing();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "experiments",
                statistics.experiments().stream()
                        .map(experiment ->
                                StatisticsFields.experiment(statistics.progress(experiment.getExperimentId())))
                        .toList());
        Envelope.send(context, standing, answer);
    }

    void show(Context context) {
        new QueryParameters(context);
        Standing standing = statistics.standing();
        Envelope.send(context, standing, StatisticsFields.experiment(statistics.progress(context.pathParam("id"))));
    }

    void statistics(Context context) {
        QueryParameters parameters = new QueryParameters(context, "scorer", "method");
        Standing standing = statistics.standing();
        Envelope.send(
                context,
                standing,
                StatisticsFields.of(
                        statistics, context.pathParam("id"), parameters.text("scorer"), parameters.text("method")));
    }

    void report(Context context) {
        new QueryParameters(context);
        Standing standing = statistics.standing();
        Envelope.sendCanonical(
                context, standing, statistics.report(context.pathParam("id")).toJson());
    }
}
