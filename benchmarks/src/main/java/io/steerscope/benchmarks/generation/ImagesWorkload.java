package io.steerscope.benchmarks.generation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.diffusion.SdxlPipeline;

/** One batch of images of one prompt, seeds 0, 1, ...: text encoding, Euler steps, decoding, bytes. */
final class ImagesWorkload implements Workload {

    private final SdxlPipeline pipeline;
    private final int batch;
    private final GenerationSettings settings;
    private List<GeneratedImageResult> last = List.of();

    ImagesWorkload(SdxlBundle bundle, int threads, int batch, int edge, int steps, double guidanceScale) {
        this.pipeline = SdxlPipeline.open(bundle, Device.CPU, threads, batch);
        this.batch = batch;
        this.settings = new GenerationSettings(SchedulerType.EULER, steps, guidanceScale, "", edge, edge);
    }

    @Override
    public void run(int round) {
        String prompt = "a photo of a red car, number " + round;
        last = pipeline.generate(LongStream.range(0, batch)
                .mapToObj(seed -> GenerationRequest.ofPrompt(prompt, seed, settings))
                .toList());
    }

    @Override
    public void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (GeneratedImageResult result : last) {
                if (!(result instanceof GeneratedImageResult.Rendered rendered)) {
                    throw new IOException("no image: " + result);
                }
                out.write(rendered.image().rgb());
            }
        }
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
