package io.steerscope.generatorworker.skip;

import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.worker.stage.RecordPosition;

/**
 * A job that is ready for the model.
 *
 * @param position where the job is in its topic
 * @param prepared what the stage has made of it
 */
public record PositionedJob<P>(GenerationJob job, RecordPosition position, P prepared) {}
