package io.steerscope.generatorworker.skip;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.worker.stage.RecordPosition;

/**
 * A job on its way to the model.
 *
 * @param <P> a job as the stage behind this one prepares it
 */
public sealed interface PositionedJob<P> {

    /**
     * A job that was wanted when it was read, and is ready for the model.
     *
     * @param position where the job is in its topic
     * @param prepared what the stage has made of it
     */
    record Wanted<P>(GenerationJob job, RecordPosition position, P prepared) implements PositionedJob<P> {}

    /**
     * A job that was not wanted any more when it was read.
     *
     * @param key key of its image
     * @param record what is written of it
     */
    record Unwanted<P>(String key, SkippedJob record) implements PositionedJob<P> {}
}
