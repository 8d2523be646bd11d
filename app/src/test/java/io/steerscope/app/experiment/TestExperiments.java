package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.pairs.PairSetReader;
import io.steerscope.schemas.record.GeneratorSettings;

/**
 * A small experiment: 2 categories of 3 pairs, 2 seeds, 2 alphas and the source images, 2 steps. It uses the toy
 * models of the project, and where a checkout has none, models of random weights: nothing here depends on what they
 * draw.
 */
final class TestExperiments {

    static final Path PAIRS = Path.of("src/test/resources/pairs/six.csv");
    static final int STEERED = 6 * 2 * 2;
    static final int UNSTEERED = 6 * 2;
    static final int IMAGES = STEERED + UNSTEERED;

    private static final Path TOYS = Path.of("../bundles");
    private static final Path RANDOM = Path.of("../inference/src/test/resources/bundles");

    private TestExperiments() {}

    static Path generator() {
        return either("toybox-sdxl", "tiny-ssd1b");
    }

    static Path scorer() {
        return either("toybox-clip", "tiny-clip");
    }

    static Path otherScorer() {
        return either("toybox-clip-b", "tiny-clip-b");
    }

    private static Path either(String toy, String random) {
        Path folder = TOYS.resolve(toy);
        return Files.exists(folder) ? folder : RANDOM.resolve(random);
    }

    static ClipBundle clip(Path folder) {
        return (ClipBundle) ModelBundle.open(folder);
    }

    static RunSettings settings(Path folder) throws IOException {
        return settings(folder, 2);
    }

    static RunSettings settings(Path folder, int steps) throws IOException {
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(generator());
        // Every processor is fast in it.
        if (bundle.manifest().dtypes().contains(Dtype.FLOAT32)) {
            bundle = bundle.computingIn(Dtype.FLOAT32);
        }
        ExperimentDesign design = new ExperimentDesign(
                "six",
                PairSetReader.read(PAIRS),
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("analogy"),
                new GeneratorSettings(
                        bundle.id(),
                        "euler",
                        steps,
                        2.0,
                        null,
                        64,
                        64,
                        bundle.dtype().id()),
                7,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                Baseline.SOURCE);
        return new RunSettings(
                new RunFolder(folder), design, bundle, List.of(clip(scorer())), new Parallelism(1, 2), null, 0, 0);
    }

    /** The design of the small experiment in a folder. */
    static ExperimentDesign design(Path folder) throws IOException {
        return ((RunImages.Generated) settings(folder).images()).design();
    }
}
