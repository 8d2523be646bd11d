package io.steerscope.benchmarks.scaling;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.steerscope.generatorworker.generation.ImagePipeline;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.image.RgbImage;

/** A text-to-image model that takes a fixed time for each batch, of which it computes nothing. */
final class WaitingPipeline implements ImagePipeline {

    private final long nanos;
    private final List<RgbImage> pictures;

    /**
     * @param nanos time of a batch
     * @param pictures what it makes, in turn by seed
     */
    WaitingPipeline(long nanos, List<RgbImage> pictures) {
        this.nanos = nanos;
        this.pictures = pictures;
    }

    @Override
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests, Dtype dtype) {
        waitUntil(System.nanoTime() + nanos);
        return requests.stream()
                .<GeneratedImageResult>map(request -> new GeneratedImageResult.Rendered(
                        pictures.get((int) (request.seed() % pictures.size())), new float[0], false))
                .toList();
    }

    /** Waits as for a device: nothing is done meanwhile, and nothing ends it early. */
    static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public List<String> truncatedPrompts(GenerationRequest request) {
        return List.of();
    }

    @Override
    public void close() {}
}
