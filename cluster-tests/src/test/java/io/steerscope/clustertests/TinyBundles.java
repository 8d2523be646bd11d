package io.steerscope.clustertests;

import java.nio.file.Path;

import io.steerscope.benchmarks.fuzz.FuzzedBundles;

/** Models of random weights. */
final class TinyBundles {

    private static final Path FOLDER = Path.of("../inference/src/test/resources/bundles");

    private TinyBundles() {}

    static Path generator() {
        return FOLDER.resolve("tiny-sdxl");
    }

    static Path scorer() {
        return FOLDER.resolve("tiny-clip-c");
    }

    static Path otherScorer() {
        return FOLDER.resolve("tiny-clip-b");
    }

    static FuzzedBundles fuzzed() {
        return new FuzzedBundles(generator(), scorer());
    }
}
