package io.steerscope.generatorworker.skip;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import io.steerscope.schemas.identity.ItemPlace;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;

/**
 * A stage of jobs that skips those which are not wanted any more. The others of a batch go through the model together.
 *
 * @param <P> a job as the stage behind this one prepares it
 * @param <O> what the stage emits
 */
public final class SkippingStage<P, O> implements StageProcessor<GenerationJob, PositionedJob<P>, O> {

    private final StageProcessor<GenerationJob, P, O> stage;
    private final UnwantedJobs unwanted;
    private final Clock clock;

    /**
     * @param stage does the jobs that are wanted; closed with this
     * @param unwanted closed with this
     */
    public SkippingStage(StageProcessor<GenerationJob, P, O> stage, UnwantedJobs unwanted, Clock clock) {
        this.stage = stage;
        this.unwanted = unwanted;
        this.clock = clock;
    }

    @Override
    public Subject subject(GenerationJob job) {
        return stage.subject(job);
    }

    /** Asks before it prepares, so that jobs which nobody wants cost next to nothing. */
    @Override
    public PositionedJob<P> prepare(GenerationJob job, RecordPosition position)
            throws RejectedRecordException, TransientFailureException {
        Optional<PositionedJob.Unwanted<P>> skipped = skipped(job, position);
        return skipped.isPresent()
                ? skipped.get()
                : new PositionedJob.Wanted<>(job, position, stage.prepare(job, position));
    }

    /** Asks again about every job that was wanted when it was read. */
    @Override
    public List<Outcome<O>> process(List<PositionedJob<P>> batch) throws TransientFailureException {
        List<PositionedJob<P>> judged = batch.stream().map(this::judgedAgain).toList();
        List<P> wanted = new ArrayList<>(batch.size());
        for (PositionedJob<P> job : judged) {
            if (job instanceof PositionedJob.Wanted<P> one) {
                wanted.add(one.prepared());
            }
        }
        Queue<Outcome<O>> made = new ArrayDeque<>(wanted.isEmpty() ? List.of() : stage.process(wanted));
        if (made.size() != wanted.size()) {
            throw new IllegalStateException(
                    "the stage gave %d outcomes for %d jobs".formatted(made.size(), wanted.size()));
        }
        List<Outcome<O>> outcomes = new ArrayList<>(batch.size());
        for (PositionedJob<P> job : judged) {
            outcomes.add(
                    job instanceof PositionedJob.Unwanted<P> one
                            ? new Outcome.Skip<>(one.key(), one.record())
                            : made.remove());
        }
        return outcomes;
    }

    @Override
    public void close() {
        try {
            unwanted.close();
        } finally {
            stage.close();
        }
    }

    private PositionedJob<P> judgedAgain(PositionedJob<P> job) {
        if (job instanceof PositionedJob.Wanted<P> wanted) {
            Optional<PositionedJob.Unwanted<P>> skipped = skipped(wanted.job(), wanted.position());
            if (skipped.isPresent()) {
                return skipped.get();
            }
        }
        return job;
    }

    /** What is written of the job if nobody wants it. A job without a possible key is left to the stage to refuse. */
    private Optional<PositionedJob.Unwanted<P>> skipped(GenerationJob job, RecordPosition position) {
        return unwanted.reason(job, position).flatMap(reason -> key(job).map(key -> new PositionedJob.Unwanted<P>(
                key,
                new SkippedJob(
                        job.getIdentity(),
                        job.getCategory(),
                        reason,
                        position.partition(),
                        position.offset(),
                        clock.instant(),
                        ItemPlace.orNone(job.getPlace())))));
    }

    private static Optional<String> key(GenerationJob job) {
        try {
            return Optional.of(RecordKeys.jobKey(job.getIdentity()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
