package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles for tests: the toy models of the project, and where a checkout has none, models of random weights. */
final class TestBundles {

    private TestBundles() {}

    static String generator() {
        return either("toybox-sdxl", "tiny-ssd1b");
    }

    static String scorer() {
        return either("toybox-clip", "tiny-clip");
    }

    static String otherScorer() {
        return either("toybox-clip-b", "tiny-clip-b");
    }

    /** An image encoder without texts, of random weights. */
    static String imageEncoder() {
        return "../inference/src/test/resources/bundles/tiny-resnet";
    }

    private static String either(String toy, String random) {
        Path folder = Path.of("../bundles", toy);
        return (Files.exists(folder) ? folder : Path.of("../inference/src/test/resources/bundles", random)).toString();
    }
}
