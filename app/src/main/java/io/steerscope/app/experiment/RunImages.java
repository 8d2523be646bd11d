package io.steerscope.app.experiment;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.ingest.ImageContents;
import io.steerscope.producer.ingest.ImageSet;

/** Where the images of a run come from. */
public sealed interface RunImages {

    /** The experiment that they belong to. */
    String experimentId();

    /** Whether there are unsteered ones among them. */
    boolean hasUnsteered();

    /** The type of what makes them where a folder of before there was a choice does not say: the generator's own. */
    Dtype ownDtype();

    /**
     * They are made by a generator.
     *
     * @param design what to measure
     * @param generator bundle that makes the images, in the type that it is to compute in
     * @param batchSize images that go through the generator at once, at least 1, or null for the bundle's default
     */
    record Generated(ExperimentDesign design, SdxlBundle generator, @Nullable Integer batchSize) implements RunImages {

        /** @throws IllegalArgumentException if the batch size is out of range */
        public Generated {
            if (batchSize != null && batchSize < 1) {
                throw new IllegalArgumentException("batch size must be at least 1, is " + batchSize);
            }
        }

        @Override
        public String experimentId() {
            return design.experimentId();
        }

        @Override
        public boolean hasUnsteered() {
            return design.baseline() != Baseline.NONE;
        }

        @Override
        public Dtype ownDtype() {
            return generator.manifest().ownDtype();
        }
    }

    /**
     * They were made elsewhere.
     *
     * @param set what they are
     * @param contents their bytes
     */
    record Ingested(ImageSet set, ImageContents contents) implements RunImages {

        @Override
        public String experimentId() {
            return set.experimentId();
        }

        @Override
        public boolean hasUnsteered() {
            return set.images().stream()
                    .anyMatch(image -> UnsteeredImage.named(image.method()).isPresent());
        }

        @Override
        public Dtype ownDtype() {
            return Dtype.FLOAT32;
        }
    }
}
