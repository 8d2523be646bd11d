package io.steerscope.app.experiment;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.producer.design.ExperimentDesign;

/**
 * How to run an experiment.
 *
 * @param folder folder of the run
 * @param design what to measure
 * @param generator folder of the bundle that makes the images
 * @param scorers folders of the bundles that judge them, at least one
 * @param parallelism how the cores are used
 * @param batchSize images that go through the generator at once, at least 1, or null for the bundle's default
 * @param dashboardPort port of the dashboard on 127.0.0.1, 0 for any free one, null for no dashboard
 * @param brokerPort port of the embedded broker on 127.0.0.1, 0 for any free one
 * @param bounds what the workers put up with
 */
public record RunSettings(
        RunFolder folder,
        ExperimentDesign design,
        Path generator,
        List<Path> scorers,
        Parallelism parallelism,
        @Nullable Integer batchSize,
        @Nullable Integer dashboardPort,
        int brokerPort,
        WorkerBounds bounds) {

    /** @throws IllegalArgumentException if the batch size is out of range */
    public RunSettings {
        if (batchSize != null && batchSize < 1) {
            throw new IllegalArgumentException("batch size must be at least 1, is " + batchSize);
        }
        scorers = List.copyOf(scorers);
    }

    /** With the default bounds of workers. */
    public RunSettings(
            RunFolder folder,
            ExperimentDesign design,
            Path generator,
            List<Path> scorers,
            Parallelism parallelism,
            @Nullable Integer batchSize,
            @Nullable Integer dashboardPort,
            int brokerPort) {
        this(
                folder,
                design,
                generator,
                scorers,
                parallelism,
                batchSize,
                dashboardPort,
                brokerPort,
                WorkerBounds.DEFAULT);
    }
}
