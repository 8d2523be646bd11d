package io.steerscope.app.experiment.planning;

import java.util.List;

import io.steerscope.generatorworker.generation.ImagePipeline;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.SdxlPipeline;

/** A pipeline in one type that tells of its steps and stops between them. */
record StoppablePipeline(SdxlPipeline pipeline, MeasurementListener listener, boolean isTold) implements ImagePipeline {

    @Override
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests, Dtype dtype) {
        return pipeline.generate(requests, this::stepDone);
    }

    private void stepDone(int done, int steps) {
        if (listener.stopRequested()) {
            throw new MeasurementStoppedException();
        }
        if (isTold) {
            listener.stepDone(done, steps);
        }
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
