package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.Completions;
import io.steerscope.aggregator.query.Course;
import io.steerscope.aggregator.query.CoursePoint;
import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.alignment.ClipFields;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.interval.PrimarySequence;

/** The running mean of a group over time. */
final class CourseRoutes {

    private static final int DEFAULT_POINTS = 200;
    private static final int MOST_POINTS = 1000;

    private final LiveStatistics statistics;
    private final Snapshots snapshots;

    CourseRoutes(LiveStatistics statistics, Snapshots snapshots) {
        this.statistics = statistics;
        this.snapshots = snapshots;
    }

    void course(Context context) {
        QueryParameters parameters = new QueryParameters(context, "scorer", "method", "category", "alpha", "points");
        Envelope.send(
                context,
                snapshots.get(new CourseQuestion(
                        snapshots,
                        new CompletionsQuestion(statistics, context.pathParam("id")),
                        parameters.text("scorer"),
                        parameters.text("method"),
                        parameters.text("category"),
                        parameters.number("alpha"),
                        parameters.wholeNumber("points", DEFAULT_POINTS, 1, MOST_POINTS))));
    }

    /** The items of an experiment in the order in which they became complete. */
    private record ExperimentCompletions(ExperimentProgress progress, Completions completions) {}

    private record CompletionsQuestion(LiveStatistics statistics, String experimentId)
            implements Question<ExperimentCompletions> {

        @Override
        public Snapshot<ExperimentCompletions> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            return new Snapshot<>(
                    version, new ExperimentCompletions(now.progress(experimentId), now.completions(experimentId)));
        }
    }

    /** The course of one group; without a scorer or method, of the first. */
    private record CourseQuestion(
            Snapshots snapshots,
            CompletionsQuestion items,
            String scorer,
            String method,
            String category,
            @Nullable Double alpha,
            int points)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            Snapshot<ExperimentCompletions> snapshot = snapshots.get(items);
            ExperimentProgress progress = snapshot.value().progress();
            Experiment experiment = progress.experiment();
            KnownSubjects.scorer(scorer, progress);
            KnownSubjects.require("method", method, experiment.getMethods());
            KnownSubjects.category(category, experiment);
            KnownSubjects.alpha(alpha, experiment);
            String first = progress.scorers().stream()
                    .map(ScorerProgress::scorerId)
                    .findFirst()
                    .orElse("");
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("experiment_id", items.experimentId());
            fields.put("complete", progress.isComplete());
            fields.putAll(fields(
                    snapshot.value()
                            .completions()
                            .course(
                                    scorer.isEmpty() ? first : scorer,
                                    method.isEmpty() ? experiment.getMethods().get(0) : method,
                                    category.isEmpty() ? null : category,
                                    alpha,
                                    points),
                    DesignScope.measure(experiment)));
            return Answer.of(snapshot.version(), fields);
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(items);
        }
    }

    private static Map<String, Object> fields(Course course, Measure measure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!course.scorerId().isEmpty()) {
            fields.put("scorer_id", course.scorerId());
        }
        fields.put("method", course.method());
        if (course.category() != null) {
            fields.put("category", course.category());
        }
        if (course.alpha() != null) {
            fields.put("alpha", course.alpha());
        }
        fields.put("planned_n", course.plannedN());
        List<Map<String, Object>> points = course.points().stream()
                .map(point -> measure == Measure.ALIGNMENT ? ClipFields.of(point(point)) : point(point))
                .toList();
        fields.put("points", points);
        return fields;
    }

    private static Map<String, Object> point(CoursePoint point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", point.n());
        if (point.clusters() != null) {
            fields.put("clusters", point.clusters());
        }
        fields.put("at", point.at().toString());
        fields.put("mean", point.mean());
        fields.put("primary_sequence", point.sequence().id());
        fields.put("burn_in", point.burnIn());
        if (point.interval() != null) {
            fields.put(
                    point.sequence() == PrimarySequence.T ? "t_cs95_two_sided" : "asymp_cs95_two_sided",
                    point.interval().toList());
        }
        return fields;
    }
}
