package io.steerscope.generatorworker.generation;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.image.RgbImage;

/** A pipeline whose images show the seed; a negative seed gives no image, and with seed 1 two prompts are too long. */
final class FakePipeline implements ImagePipeline {

    final List<List<GenerationRequest>> calls = new ArrayList<>();
    final List<Dtype> dtypes = new ArrayList<>();
    boolean closed;

    @Override
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests, Dtype dtype) {
        calls.add(requests);
        dtypes.add(dtype);
        return requests.stream().map(FakePipeline::result).toList();
    }

    @Override
    public List<String> truncatedPrompts(GenerationRequest request) {
        return request.seed() == 1 ? List.of(request.source(), "a long exemplar") : List.of();
    }

    @Override
    public void close() {
        closed = true;
    }

    static RgbImage image(long seed) {
        byte[] rgb = new byte[64 * 64 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (seed * 31 + i * i % 251);
        }
        return new RgbImage(64, 64, rgb);
    }

    private static GeneratedImageResult result(GenerationRequest request) {
        return request.seed() < 0
                ? new GeneratedImageResult.Degenerate("image is of one colour", false)
                : new GeneratedImageResult.Rendered(image(request.seed()), new float[0], request.seed() == 1);
    }
}
