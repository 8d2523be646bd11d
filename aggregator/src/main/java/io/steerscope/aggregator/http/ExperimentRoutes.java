package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.Map;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.aggregator.query.StageRates;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.format.json.ReportJson;

/** Experiments, their statistics and reports. */
final class ExperimentRoutes {

    private final LiveStatistics statistics;
    private final StageRates rates;
    private final Snapshots snapshots;
    private final Snapshots reports;

    /** @param reports where reports are kept and found, which may take long */
    ExperimentRoutes(LiveStatistics statistics, StageRates rates, Snapshots snapshots, Snapshots reports) {
        this.statistics = statistics;
        this.rates = rates;
        this.snapshots = snapshots;
        this.reports = reports;
    }

    void list(Context context) {
        new QueryParameters(context);
        Envelope.send(context, snapshots.get(new ListQuestion(statistics, rates)));
    }

    void show(Context context) {
        new QueryParameters(context);
        Envelope.send(context, snapshots.get(new ShowQuestion(statistics, rates, context.pathParam("id"))));
    }

    void statistics(Context context) {
        QueryParameters parameters = new QueryParameters(context, "scorer", "method", "alpha");
        Envelope.send(
                context,
                snapshots.get(new StatisticsQuestion(
                        statistics,
                        rates,
                        context.pathParam("id"),
                        parameters.text("scorer"),
                        parameters.text("method"),
                        parameters.number("alpha"))));
    }

    void report(Context context) {
        new QueryParameters(context);
        Snapshot<String> report = reports.get(new ReportQuestion(statistics, context.pathParam("id")));
        Envelope.sendCanonical(context, report.version(), report.value());
    }

    /** The report as canonical JSON. */
    private record ReportQuestion(LiveStatistics statistics, String experimentId) implements Question<String> {
        @Override
        public Snapshot<String> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            return new Snapshot<>(version, ReportJson.write(now.report(experimentId)));
        }
    }

    /** How far all experiments are. */
    private record ListQuestion(LiveStatistics statistics, StageRates rates) implements Question<Answer> {
        @Override
        public Snapshot<Answer> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put(
                    "experiments",
                    now.experiments().stream()
                            .map(experiment -> StatisticsFields.experiment(
                                    now.progress(experiment.getExperimentId()), rates, version))
                            .toList());
            return Answer.of(version, fields);
        }

        @Override
        public boolean isTimed() {
            return true;
        }
    }

    /** How far one experiment is. */
    private record ShowQuestion(LiveStatistics statistics, StageRates rates, String experimentId)
            implements Question<Answer> {
        @Override
        public Snapshot<Answer> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            return Answer.of(version, StatisticsFields.experiment(now.progress(experimentId), rates, version));
        }

        @Override
        public boolean isTimed() {
            return true;
        }
    }
}
