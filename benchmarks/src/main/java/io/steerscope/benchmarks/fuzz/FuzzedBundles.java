package io.steerscope.benchmarks.fuzz;

import java.nio.file.Path;

import io.steerscope.inference.bundle.ModelBundle;

/**
 * The models.
 *
 * @param generator folder of an {@code sdxl} bundle that can make images of 64 pixels
 * @param scorer folder of a {@code clip} bundle
 */
public record FuzzedBundles(Path generator, Path scorer) {

    /** The id that jobs of the generator ask for. */
    String generatorId() {
        return ModelBundle.open(generator).id();
    }
}
