package io.steerscope.generatorworker.generation;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.PromptPair;

/** Jobs for the bundle {@code tiny-ssd1b}. */
final class Jobs {

    static final Path BUNDLE = Path.of("..", "inference", "src", "test", "resources", "bundles", "tiny-ssd1b");

    private Jobs() {}

    static SdxlBundle bundle() {
        return (SdxlBundle) ModelBundle.open(BUNDLE);
    }

    /** A bundle that can compute in several types, bfloat16 being its own. */
    static SdxlBundle toybox() {
        return (SdxlBundle) ModelBundle.open(Path.of("..", "bundles", "toybox-sdxl"));
    }

    static GenerationJob toyboxJob(long seed, int steps, @Nullable String dtype) {
        return job("p", seed, new GeneratorSettings("toybox-sdxl", "euler", steps, 3.0, null, 64, 64, dtype));
    }

    static GeneratorSettings settings(int steps) {
        return new GeneratorSettings("tiny-ssd1b", "euler", steps, 5.0, null, 64, 64, null);
    }

    static GenerationJob job(String pairId, long seed) {
        return job(pairId, seed, settings(2));
    }

    static GenerationJob placed(int place) {
        GenerationJob job = job("p", 1);
        return new GenerationJob(
                job.getIdentity(),
                job.getCategory(),
                job.getSource(),
                job.getTarget(),
                job.getExemplars(),
                job.getSettings(),
                place);
    }

    static GenerationJob job(String pairId, long seed, GeneratorSettings settings) {
        return job(new Identity("experiment", pairId, "lerp", 0.5, seed), List.of(), settings);
    }

    static GenerationJob job(Identity identity, List<PromptPair> exemplars, GeneratorSettings settings) {
        return new GenerationJob(identity, "colour", "a red car", "a blue car", exemplars, settings, null);
    }
}
