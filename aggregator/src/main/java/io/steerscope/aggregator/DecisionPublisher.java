package io.steerscope.aggregator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.query.CatchUp;
import io.steerscope.aggregator.query.ExperimentLooks;
import io.steerscope.aggregator.query.LiveState;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.text.FailureLine;

/**
 * Writes what the items of every cell decide, of experiments whose design says when they stop.
 *
 * <p>A decision is a function of design, scores and failures, and stands once it is written. Of several instances the
 * one in charge writes; {@link DecisionLog} fences the one before. Nothing is decided on what a standby replica
 * answers, nor until everything is in the state that was written when this instance came into charge: before, it
 * would hold scores that were corrected or retracted long since.
 *
 * <p>After each look it rests for as long as the look took, and a quarter of a second at least. Where nothing was read
 * since the last look, and nothing was on its way, there is nothing to look at.
 */
final class DecisionPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionPublisher.class);
    private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** Rest after a failure; of two instances that both believe to be in charge one knows better by then. */
    static final long FAILURE_REST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final LiveState state;
    private final Supplier<DecisionLog> logs;
    private final BooleanSupplier isInCharge;
    private final LongSupplier nanoTime;
    private final Map<About, ExperimentLooks> looks = new HashMap<>();
    private final Map<String, String> problems = new HashMap<>();
    private final RestingLoop loop =
            new RestingLoop("decision-publisher", "decisions", SHORTEST_REST_NANOS, this::publishDue);
    private CatchUp catchUp = new CatchUp();
    private @Nullable DecisionLog log;
    private @Nullable SeenState last;
    private @Nullable Long failedAt;

    /** A design. */
    private record About(String experimentId, String designSha256) {}

    /** What was there when nothing was left to decide. */
    private record SeenState(StateVersion version, List<Experiment> experiments) {}

    /**
     * @param logs opens the log; throws {@link KafkaException} if it cannot
     * @param isInCharge whether it is for this instance to decide
     * @param nanoTime a clock such as {@link System#nanoTime}
     */
    DecisionPublisher(LiveState state, Supplier<DecisionLog> logs, BooleanSupplier isInCharge, LongSupplier nanoTime) {
        this.state = state;
        this.logs = logs;
        this.isInCharge = isInCharge;
        this.nanoTime = nanoTime;
    }

    void start() {
        loop.start();
    }

    /** Stops. What is due and not written is written by the next instance in charge. */
    @Override
    public void close() {
        loop.close(this::release);
    }

    /** Writes what is due; package-private so that a test needs no clock. */
    void publishDue() {
        if (!isInCharge.getAsBoolean()) {
            release();
            failedAt = null;
            return;
        }
        LiveState view = state.look();
        SeenState now = new SeenState(
                view.version(),
                view.experiments().stream()
                        .filter(experiment -> experiment.getStop() != null)
                        .toList());
        DecisionLog open = now.experiments().isEmpty() ? null : open();
        if (open == null) {
            return;
        }
        boolean isThrough = catchUp.isThrough(now.version().position());
        if (!isThrough
                || now.version().coverage().standby() > 0
                || !now.version().position().current()
                || isSame(last, now)) {
            return;
        }
        last = null;
        List<Decision> due = new ArrayList<>();
        boolean isWhole = true;
        for (Experiment experiment : now.experiments()) {
            isWhole &= addDue(experiment, view, open, due);
        }
        looks.keySet()
                .retainAll(
                        now.experiments().stream().map(DecisionPublisher::about).toList());
        if (isInCharge.getAsBoolean() && write(open, due) && isWhole) {
            last = now;
        }
    }

    /** Whether nothing can have changed: nothing was on its way to the state at the last look, and nothing is now. */
    private static boolean isSame(@Nullable SeenState before, SeenState now) {
        return before != null
                && before.version().isCaughtUp()
                && before.version().isAt(now.version())
                && before.experiments().equals(now.experiments());
    }

    private boolean addDue(Experiment experiment, LiveState view, DecisionLog open, List<Decision> due) {
        try {
            ExperimentLooks own =
                    looks.computeIfAbsent(about(experiment), first -> new ExperimentLooks(experiment, nanoTime));
            due.addAll(own.look(view, cell -> open.holds(cell, experiment.getDesignSha256())));
            problems.remove(experiment.getExperimentId());
            return true;
        } catch (StateUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            tell(experiment.getExperimentId(), "an experiment cannot be decided, trying again", e);
            return false;
        }
    }

    /** The log; null while it cannot be opened. */
    private @Nullable DecisionLog open() {
        if (log != null) {
            return log;
        }
        Long failure = failedAt;
        if (failure != null && nanoTime.getAsLong() - failure < FAILURE_REST_NANOS) {
            return null;
        }
        try {
            log = logs.get();
            failedAt = null;
            catchUp = new CatchUp();
            problems.remove("");
            LOG.atInfo().log("this instance decides");
            return log;
        } catch (KafkaException e) {
            failed("decisions cannot be written yet, trying again", e);
            return null;
        }
    }

    private boolean write(DecisionLog open, List<Decision> due) {
        try {
            for (Decision written : open.write(due)) {
                LOG.atInfo()
                        .addKeyValue("experiment", written.getExperimentId())
                        .addKeyValue("scorer", written.getScorerId())
                        .addKeyValue("category", written.getCategory())
                        .addKeyValue("method", written.getMethod())
                        .addKeyValue("alpha", written.getAlpha())
                        .addKeyValue("outcome", written.getOutcome())
                        .addKeyValue("items", written.getItems())
                        .log("decided");
            }
            return true;
        } catch (KafkaException | IllegalStateException e) {
            failed("decisions could not be written, or another instance decides", e);
            return false;
        }
    }

    /** Gives the log up; whether this instance is in charge, and may open it again, is asked after a rest. */
    private void failed(String what, RuntimeException failure) {
        release();
        failedAt = nanoTime.getAsLong();
        if (!Thread.currentThread().isInterrupted()) {
            tell("", what, failure);
        }
    }

    private void release() {
        if (log != null) {
            log.close();
        }
        log = null;
        last = null;
        looks.clear();
    }

    /** Says a problem once, until it is another one. */
    private void tell(String experimentId, String what, RuntimeException failure) {
        String line = FailureLine.of(failure);
        if (!line.equals(problems.put(experimentId, line))) {
            LOG.atWarn()
                    .addKeyValue("experiment", experimentId)
                    .addKeyValue("reason", line)
                    .log(what);
        }
    }

    private static About about(Experiment experiment) {
        return new About(experiment.getExperimentId(), experiment.getDesignSha256());
    }
}
