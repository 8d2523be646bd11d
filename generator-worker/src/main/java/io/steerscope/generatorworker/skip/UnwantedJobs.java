package io.steerscope.generatorworker.skip;

import java.util.Optional;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.UnusableModelException;

/** Knows which jobs are not wanted any more. Asked by any thread. A job that is unwanted once stays so. */
public interface UnwantedJobs extends AutoCloseable {

    /**
     * Why a job is not to be done; empty if it is.
     *
     * @param position where the job is in its topic
     * @throws UnusableModelException if that can no longer be known, so that the worker must stop
     */
    Optional<SkipReason> reason(GenerationJob job, RecordPosition position);

    @Override
    void close();
}
