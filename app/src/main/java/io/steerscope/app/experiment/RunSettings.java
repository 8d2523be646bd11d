package io.steerscope.app.experiment;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.producer.design.ExperimentDesign;

/**
 * How to run an experiment.
 *
 * @param folder folder of the run
 * @param images where the images come from
 * @param scorers bundles that judge them, at least one, each in the type that it is to compute in
 * @param device where the models run
 * @param imageFolder folder for images that are too large for their record, or null for one of the run's own
 * @param parallelism how the cores are used
 * @param dashboardPort port of the dashboard on 127.0.0.1, 0 for any free one, null for no dashboard
 * @param brokerPort port of the embedded broker on 127.0.0.1, 0 for any free one
 * @param bounds what the workers put up with
 * @param keepsEmbeddings whether the scorers keep the embeddings of images and prompts
 */
public record RunSettings(
        RunFolder folder,
        RunImages images,
        List<ClipBundle> scorers,
        Device device,
        @Nullable Path imageFolder,
        Parallelism parallelism,
        @Nullable Integer dashboardPort,
        int brokerPort,
        WorkerBounds bounds,
        boolean keepsEmbeddings) {

    /** Copies the list. */
    public RunSettings {
        scorers = List.copyOf(scorers);
    }

    /** On the CPU, with large images in the run's folder, the default bounds of workers, and embeddings. */
    public RunSettings(
            RunFolder folder,
            ExperimentDesign design,
            SdxlBundle generator,
            List<ClipBundle> scorers,
            Parallelism parallelism,
            @Nullable Integer batchSize,
            @Nullable Integer dashboardPort,
            int brokerPort) {
        this(
                folder,
                new RunImages.Generated(design, generator, batchSize),
                scorers,
                Device.CPU,
                null,
                parallelism,
                dashboardPort,
                brokerPort,
                WorkerBounds.DEFAULT,
                true);
    }

    /** The folder for images that are too large for their record. */
    public Path largeImages() {
        return imageFolder == null ? folder.largeImages() : imageFolder;
    }

    /** The experiment. */
    public String experimentId() {
        return images.experimentId();
    }
}
