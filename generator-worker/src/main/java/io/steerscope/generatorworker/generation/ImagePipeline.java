package io.steerscope.generatorworker.generation;

import java.util.List;

import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;

/** A text-to-image model. Used by one thread at a time. */
public interface ImagePipeline extends AutoCloseable {

    /**
     * What became of each request, in order; all requests have equal settings.
     *
     * @param dtype what the model computes in
     */
    List<GeneratedImageResult> generate(List<GenerationRequest> requests, Dtype dtype);

    /** The prompts of a request, negative prompt and exemplars included, that a text encoder cuts; each once. */
    List<String> truncatedPrompts(GenerationRequest request);

    @Override
    void close();
}
