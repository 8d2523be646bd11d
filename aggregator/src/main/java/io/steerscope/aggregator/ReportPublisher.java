package io.steerscope.aggregator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveState;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.analysis.Diversity;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.text.FailureLine;

/**
 * Publishes the report of every experiment that a scorer has finished, and again when its content changes: another
 * scorer has finished too, scores were corrected, or more is known of the images.
 *
 * <p>A report is a function of scores and failures, so publishing is idempotent: before it writes, the publisher
 * compares with the report that is already in the topic, and two instances that publish at once write the same bytes of
 * the same scores. Of several instances one publishes, so that none puts an older report over a newer one; while the
 * work moves there may be two, and if the other one was late, this one finds its report replaced and looks again. What
 * a standby replica answers is never published.
 *
 * <p>After each look it rests for as long as the look took, so that many experiments leave the streams at least half of
 * a core.
 */
final class ReportPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPublisher.class);
    private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final LiveState state;
    private final LiveStatistics statistics;
    private final Producer<String, ExperimentReport> producer;
    private final String topic;
    private final BooleanSupplier isInCharge;
    private final Map<String, List<Object>> seen = new HashMap<>();
    private final Map<String, Published> published = new HashMap<>();
    private final Map<String, String> problems = new HashMap<>();

    /** Experiments whose report lacks embeddings that may still be on their way: those of texts come by themselves. */
    private final Set<String> early = new HashSet<>();

    private @Nullable SeenState last;
    private final RestingLoop loop =
            new RestingLoop("report-publisher", "reports", SHORTEST_REST_NANOS, this::publishDue);

    /** What was there when nothing was left to publish. */
    private record SeenState(StateVersion version, List<Experiment> experiments, List<Decision> decisions) {}

    /** @param isInTopic whether it has been seen there */
    private record Published(ExperimentReport report, boolean isInTopic) {}

    /** @param isInCharge whether it is for this instance to publish */
    ReportPublisher(
            LiveState state,
            LiveStatistics statistics,
            Producer<String, ExperimentReport> producer,
            String topic,
            BooleanSupplier isInCharge) {
        this.isInCharge = isInCharge;
        this.state = state;
        this.statistics = statistics;
        this.producer = producer;
        this.topic = topic;
    }

    void start() {
        loop.start();
    }

    /** Publishes what is due, since an experiment may have ended after the last look, and stops. */
    @Override
    public void close() {
        loop.close(this::publishDue);
    }

    /** Publishes what is due; package-private so that a test needs no clock. */
    void publishDue() {
        if (!isInCharge.getAsBoolean()) {
            seen.clear();
            published.clear();
            last = null;
            return;
        }
        LiveStatistics looked = statistics.look();
        SeenState now = new SeenState(
                looked.version(),
                looked.experiments(),
                looked.experiments().stream()
                        .flatMap(experiment -> state.decisions(experiment.getExperimentId()).stream())
                        .toList());
        if (now.version().coverage().standby() > 0 || !isReplaced() && isSame(last, now)) {
            return;
        }
        boolean isWhole = true;
        for (Experiment experiment : now.experiments()) {
            isWhole &= publishIfDue(looked, experiment.getExperimentId());
        }
        last = isWhole ? now : null;
    }

    private static boolean isSame(@Nullable SeenState before, SeenState now) {
        return before != null
                && before.version().isAt(now.version())
                && before.experiments().equals(now.experiments())
                && before.decisions().equals(now.decisions());
    }

    /** Whether a report that this one had in the topic has been replaced; it is due again then. */
    private boolean isReplaced() {
        boolean replaced = false;
        for (Map.Entry<String, Published> mine : List.copyOf(published.entrySet())) {
            boolean present = state.publishedReport(mine.getKey())
                    .filter(mine.getValue().report()::equals)
                    .isPresent();
            if (present) {
                published.put(mine.getKey(), new Published(mine.getValue().report(), true));
            } else if (mine.getValue().isInTopic()) {
                published.remove(mine.getKey());
                seen.remove(mine.getKey());
                replaced = true;
            }
        }
        return replaced;
    }

    private boolean publishIfDue(LiveStatistics looked, String experimentId) {
        try {
            publishIfChanged(looked, experimentId);
            problems.remove(experimentId);
            return true;
        } catch (StateUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            tell(experimentId, e);
            return false;
        }
    }

    private void publishIfChanged(LiveStatistics looked, String experimentId) {
        ExperimentProgress progress = looked.progress(experimentId);
        List<ScorerProgress> finished = new ArrayList<>(progress.scorers());
        finished.removeIf(scorer -> !scorer.completeness().isComplete());
        if (finished.isEmpty() && !progress.isComplete()) {
            return;
        }
        List<Object> version = List.of(
                finished,
                progress.cancelled(),
                state.cells(experimentId),
                state.imageCount(experimentId),
                state.decisions(experimentId));
        boolean isCaughtUp = looked.version().isCaughtUp();
        if (version.equals(seen.get(experimentId)) && !(early.contains(experimentId) && isCaughtUp)) {
            return;
        }
        ReportDocument report = looked.report(experimentId).finished();
        publish(report);
        seen.put(experimentId, version);
        if (!isCaughtUp && Diversity.leavesImagesOut(report.analyses())) {
            early.add(experimentId);
        } else {
            early.remove(experimentId);
        }
    }

    /** Says once why an experiment has no report, and goes on with the others. */
    private void tell(String experimentId, RuntimeException failure) {
        String line = FailureLine.of(failure);
        if (!line.equals(problems.put(experimentId, line))) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("experiment", experimentId)
                    .addKeyValue("reason", line)
                    .log("the report cannot be published, trying again");
        }
    }

    private void publish(ReportDocument document) {
        Experiment experiment = document.experiment();
        ExperimentReport report = new ExperimentReport(
                experiment.getExperimentId(),
                experiment.getDesignSha256(),
                document.scorers().stream().map(ScorerReport::scorerId).toList(),
                ReportJson.write(document));
        boolean isInTopic = state.publishedReport(experiment.getExperimentId())
                .filter(report::equals)
                .isPresent();
        published.put(experiment.getExperimentId(), new Published(report, isInTopic));
        if (isInTopic) {
            return;
        }
        try {
            producer.send(new ProducerRecord<>(topic, experiment.getExperimentId(), report))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing a report", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                LOG.atError()
                        .addKeyValue("experiment", experiment.getExperimentId())
                        .addKeyValue("reason", FailureLine.of(e))
                        .log("the report is too large to be published; it can be asked for");
                return;
            }
            throw new IllegalStateException(
                    "The report cannot be published: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    e);
        }
        LOG.atInfo()
                .addKeyValue("experiment", experiment.getExperimentId())
                .addKeyValue("scorers", report.getScorerIds())
                .log("report published");
    }
}
