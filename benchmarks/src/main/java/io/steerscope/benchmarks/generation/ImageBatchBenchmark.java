package io.steerscope.benchmarks.generation;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.diffusion.SdxlPipeline;

/**
 * The time of one full batch of {@code toybox-sdxl}, on one thread, by its size: through the size, it is the time of an
 * image. Runs in the root of the repository.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 3, time = 4)
public class ImageBatchBenchmark {

    @Param({"1", "2", "4", "8", "16", "32"})
    public int images;

    private SdxlPipeline pipeline;
    private List<GenerationRequest> requests;

    @Setup
    public void open() {
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(Path.of("bundles/toybox-sdxl"));
        pipeline = SdxlPipeline.open(bundle, Device.CPU, 1, images);
        GenerationSettings settings = GenerationSettings.defaultsOf(bundle);
        requests = IntStream.range(0, images)
                .mapToObj(seed -> GenerationRequest.ofPrompt("a red car", seed, settings))
                .toList();
    }

    @TearDown
    public void close() {
        pipeline.close();
    }

    @Benchmark
    public List<GeneratedImageResult> fullBatch() {
        return pipeline.generate(requests);
    }
}
