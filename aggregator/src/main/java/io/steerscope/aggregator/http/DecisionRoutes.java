package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.RunningDecision;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.stopping.ImageCounts;
import io.steerscope.results.stopping.StoppedFields;
import io.steerscope.results.stopping.StoppingPlan;
import io.steerscope.schemas.record.Experiment;

/** What is decided of the cells of an experiment whose design says when it stops. */
final class DecisionRoutes {

    private final LiveStatistics statistics;
    private final Snapshots snapshots;

    DecisionRoutes(LiveStatistics statistics, Snapshots snapshots) {
        this.statistics = statistics;
        this.snapshots = snapshots;
    }

    void decisions(Context context) {
        QueryParameters parameters = new QueryParameters(context, "scorer");
        Envelope.send(
                context,
                snapshots.get(new DecisionsQuestion(statistics, context.pathParam("id"), parameters.text("scorer"))));
    }

    /** @param scorer only this scorer, or empty for all that decide */
    private record DecisionsQuestion(LiveStatistics statistics, String experimentId, String scorer)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            ExperimentProgress progress = now.progress(experimentId);
            Experiment experiment = progress.experiment();
            StoppingPlan plan = StoppingPlan.of(experiment).orElse(null);
            KnownSubjects.require(
                    "scorer", scorer, plan == null ? List.of() : plan.design().getScorers());
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("experiment_id", experimentId);
            fields.put("complete", progress.isComplete());
            if (plan != null) {
                fields.put("rule", plan.toMap());
                fields.put("images", images(progress, plan));
            }
            fields.put(
                    "cells",
                    now.decisions(experimentId).stream()
                            .filter(one ->
                                    scorer.isEmpty() || one.cell().scorerId().equals(scorer))
                            .map(DecisionsQuestion::fields)
                            .toList());
            return Answer.of(version, fields);
        }

        /** Decisions and designs come beside the state that versions are of. */
        @Override
        public boolean isTimed() {
            return true;
        }

        private static Map<String, Object> images(ExperimentProgress progress, StoppingPlan plan) {
            Experiment experiment = progress.experiment();
            long ofPair = experiment.getSeeds().size()
                    * ((long) experiment.getMethods().size()
                                    * experiment.getAlphas().size()
                            + DesignScope.baseline(experiment).images().size());
            long planned = plan.plannedItems().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            Map<String, Object> fields = new LinkedHashMap<>(new ImageCounts(
                            ofPair * planned,
                            experiment.getExpectedJobs(),
                            progress.generator().done(),
                            progress.generator().failed(),
                            progress.generator().skipped())
                    .toMap());
            fields.put("skipped_by_reason", progress.skipped());
            return fields;
        }

        private static Map<String, Object> fields(RunningDecision one) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("scorer_id", one.cell().scorerId());
            fields.put("method", one.cell().method());
            fields.put("category", one.cell().category());
            fields.put("alpha", one.cell().alpha());
            fields.put(
                    "outcome",
                    one.decision() == null ? "undecided" : one.decision().getOutcome());
            fields.put("stopped", one.stopped());
            fields.put("planned_items", one.plannedItems());
            if (one.mostItems() != one.plannedItems()) {
                fields.put("most_items", one.mostItems());
            }
            fields.put("looked", one.looked());
            if (one.decision() != null) {
                fields.putAll(StoppedFields.decision(one.decision()));
            } else {
                fields.put("items", one.items());
                fields.put("passed_over", one.looked() - one.items());
                if (one.mean() != null) {
                    fields.put("mean", one.mean());
                }
            }
            if (one.waitingFor() != null) {
                fields.put("waiting_for", one.waitingFor());
            }
            if (one.differsNow()) {
                fields.put("now", StoppedFields.now(one.now()));
            }
            return fields;
        }
    }
}
