package io.steerscope.generatorworker.generation;

import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.schemas.record.GenerationJob;

/**
 * A job that this worker can do.
 *
 * @param key key of the image
 */
public record PreparedJob(GenerationJob job, String key, GenerationRequest request) {}
