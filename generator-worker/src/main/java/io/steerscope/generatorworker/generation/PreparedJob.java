package io.steerscope.generatorworker.generation;

import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.schemas.record.GenerationJob;

/**
 * A job that this worker can do.
 *
 * @param key key of the image
 * @param dtype what the model is to compute in
 */
public record PreparedJob(GenerationJob job, String key, GenerationRequest request, Dtype dtype) {}
