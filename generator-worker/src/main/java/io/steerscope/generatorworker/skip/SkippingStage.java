package io.steerscope.generatorworker.skip;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
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

    @Override
    public PositionedJob<P> prepare(GenerationJob job, RecordPosition position)
            throws RejectedRecordException, TransientFailureException {
        return new PositionedJob<>(job, position, stage.prepare(job, position));
    }

    @Override
    public List<Outcome<O>> process(List<PositionedJob<P>> batch) throws TransientFailureException {
        List<@Nullable SkipReason> reasons = new ArrayList<>(batch.size());
        List<P> wanted = new ArrayList<>(batch.size());
        for (PositionedJob<P> job : batch) {
            Optional<SkipReason> reason = unwanted.reason(job.job(), job.position());
            reasons.add(reason.orElse(null));
            if (reason.isEmpty()) {
                wanted.add(job.prepared());
            }
        }
        Queue<Outcome<O>> made = new ArrayDeque<>(wanted.isEmpty() ? List.of() : stage.process(wanted));
        if (made.size() != wanted.size()) {
            throw new IllegalStateException(
                    "the stage gave %d outcomes for %d jobs".formatted(made.size(), wanted.size()));
        }
        List<Outcome<O>> outcomes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            SkipReason reason = reasons.get(i);
            outcomes.add(reason == null ? made.remove() : skip(batch.get(i), reason));
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

    private Outcome<O> skip(PositionedJob<P> job, SkipReason reason) {
        return new Outcome.Skip<>(
                RecordKeys.jobKey(job.job().getIdentity()),
                new SkippedJob(
                        job.job().getIdentity(),
                        job.job().getCategory(),
                        reason,
                        job.position().partition(),
                        job.position().offset(),
                        clock.instant(),
                        job.job().getPlace()));
    }
}
