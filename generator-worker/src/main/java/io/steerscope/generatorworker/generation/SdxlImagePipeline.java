package io.steerscope.generatorworker.generation;

import java.util.List;

import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.SdxlPipeline;

/**
 * An SDXL pipeline as the model of a stage.
 *
 * @param pipeline closed with the model
 */
public record SdxlImagePipeline(SdxlPipeline pipeline) implements ImagePipeline {

    @Override
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests) {
        return pipeline.generate(requests);
    }

    @Override
    public List<String> truncatedPrompts(GenerationRequest request) {
        return List.copyOf(pipeline.truncations(request).keySet());
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
