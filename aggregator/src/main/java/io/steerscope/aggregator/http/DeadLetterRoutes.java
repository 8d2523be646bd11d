package io.steerscope.aggregator.http;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.FailureCount;
import io.steerscope.results.design.FailureKey;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;

/** The failures of an experiment, one by one. */
final class DeadLetterRoutes {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1000;
    private static final List<String> KINDS = Stream.concat(
                    Stream.of("any"), Stream.of(FailureKind.values()).map(Enum::name))
            .toList();

    private final LiveStatistics statistics;
    private final Snapshots snapshots;

    DeadLetterRoutes(LiveStatistics statistics, Snapshots snapshots) {
        this.statistics = statistics;
        this.snapshots = snapshots;
    }

    void list(Context context) {
        QueryParameters parameters = new QueryParameters(context, "stage", "scorer", "kind", "limit");
        Envelope.send(
                context,
                snapshots.get(new ListQuestion(
                        statistics,
                        context.pathParam("id"),
                        parameters.oneOf("stage", List.of("any", "generator", "scorer")),
                        parameters.text("scorer"),
                        parameters.oneOf("kind", KINDS),
                        parameters.wholeNumber("limit", DEFAULT_LIMIT, 1, LARGEST_LIMIT))));
    }

    private record ListQuestion(
            LiveStatistics statistics, String experimentId, String stage, String scorer, String kind, int limit)
            implements Question<Answer> {

        @Override
        public Snapshot<Answer> ask() {
            LiveStatistics now = statistics.look();
            StateVersion version = now.version();
            ExperimentProgress progress = now.progress(experimentId);
            KnownSubjects.scorer(scorer, progress);
            List<DeadLetter> failures = now.failures(experimentId).stream()
                    .filter(this::holds)
                    .sorted(Comparator.comparing(DeadLetter::getFailedAt)
                            .reversed()
                            .thenComparing(FailureKey::of))
                    .toList();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("experiment_id", experimentId);
            fields.put("complete", progress.isComplete());
            fields.put("total", failures.size());
            fields.put(
                    "counts",
                    FailureCount.of(failures).stream().map(FailureCount::toMap).toList());
            fields.put("limit", limit);
            fields.put(
                    "dead_letters",
                    failures.stream().limit(limit).map(DeadLetterRoutes::letter).toList());
            return Answer.of(version, fields);
        }

        private boolean holds(DeadLetter failure) {
            boolean isGenerator = failure.getScorerId() == null;
            return (stage.equals("any") || stage.equals(isGenerator ? "generator" : "scorer"))
                    && (scorer.isEmpty() || scorer.equals(failure.getScorerId()))
                    && (kind.equals("any") || kind.equals(failure.getKind().name()));
        }
    }

    private static Map<String, Object> letter(DeadLetter failure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", RecordKeys.jobKey(failure.getIdentity()));
        fields.put("stage", failure.getScorerId() == null ? "generator" : "scorer");
        if (failure.getScorerId() != null) {
            fields.put("scorer_id", failure.getScorerId());
        }
        fields.put("kind", failure.getKind().name());
        fields.put("error", failure.getError());
        fields.put("failed_at", failure.getFailedAt().toString());
        fields.put("record", failure.getTopic() + "/" + failure.getPartition() + "/" + failure.getOffset());
        return fields;
    }
}
