package io.steerscope.generatorworker.worker;

import java.nio.file.Path;
import java.util.Map;

import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.worker.loop.WorkerSettings;

/**
 * How a generator worker runs.
 *
 * @param bundle model that makes the images; loaded in the type that it is to compute in, until a job asks for another
 * @param device where it runs
 * @param batchSize images that go through the model at once, 1 to 1,024
 * @param threads intra-op threads of the CPU, one number for all models of a process, at least 1
 * @param topics topics of the installation
 * @param placement where encoded images go
 * @param limits the most that a job may ask for
 * @param worker group, batches and Kafka client properties
 */
public record GeneratorWorkerSettings(
        SdxlBundle bundle,
        Device device,
        int batchSize,
        int threads,
        TopicCatalogue topics,
        ImagePlacement placement,
        RecordLimits limits,
        WorkerSettings worker) {

    public GeneratorWorkerSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
        SdxlPipeline.requireBatchSize(batchSize);
    }

    /**
     * The default batch size for the CPU, the group {@code <prefix>generator}, images in their records, the default
     * limits, on the CPU.
     *
     * @param bundleFolder folder of an {@code sdxl} bundle
     * @param instanceId name of the worker, unique within the group
     * @throws BundleException if the bundle cannot be used
     */
    public static GeneratorWorkerSettings of(
            Path bundleFolder,
            int threads,
            TopicCatalogue topics,
            String instanceId,
            Map<String, Object> clientProperties) {
        return of(open(bundleFolder), threads, topics, instanceId, clientProperties);
    }

    /**
     * As {@link #of(Path, int, TopicCatalogue, String, Map)}, for a bundle in the type that it is to compute in first.
     */
    public static GeneratorWorkerSettings of(
            SdxlBundle bundle,
            int threads,
            TopicCatalogue topics,
            String instanceId,
            Map<String, Object> clientProperties) {
        return new GeneratorWorkerSettings(
                        bundle,
                        Device.CPU,
                        1,
                        threads,
                        topics,
                        ImagePlacement.INLINE,
                        RecordLimits.DEFAULT,
                        WorkerSettings.of(groupId(topics), instanceId, clientProperties))
                .withDevice(Device.CPU);
    }

    /** The consumer group of all generator workers of an installation. */
    public static String groupId(TopicCatalogue topics) {
        return topics.prefix() + "generator";
    }

    /** These settings on another device, with the default batch size for it. */
    public GeneratorWorkerSettings withDevice(Device other) {
        return with(other, placement, limits, worker).withBatchSize(SdxlPipeline.defaultBatchSize(bundle, other));
    }

    /**
     * These settings with another number of images that go through the model at once. The worker takes as many jobs
     * together as the bundle's batch size says, or as that number where it is larger.
     */
    public GeneratorWorkerSettings withBatchSize(int other) {
        return new GeneratorWorkerSettings(
                bundle,
                device,
                other,
                threads,
                topics,
                placement,
                limits,
                worker.withBatchSize(Math.max(other, bundle.batchSize())));
    }

    /** These settings with another place for images. */
    public GeneratorWorkerSettings withPlacement(ImagePlacement other) {
        return with(device, other, limits, worker);
    }

    /** These settings with other limits; a job that asks for more becomes a dead letter. */
    public GeneratorWorkerSettings withLimits(RecordLimits other) {
        return with(device, placement, other, worker);
    }

    /** These settings with another loop. */
    public GeneratorWorkerSettings withWorker(WorkerSettings other) {
        return with(device, placement, limits, other);
    }

    private GeneratorWorkerSettings with(
            Device newDevice, ImagePlacement newPlacement, RecordLimits newLimits, WorkerSettings newWorker) {
        return new GeneratorWorkerSettings(
                bundle, newDevice, batchSize, threads, topics, newPlacement, newLimits, newWorker);
    }

    private static SdxlBundle open(Path folder) {
        ModelBundle opened = ModelBundle.open(folder);
        if (opened instanceof SdxlBundle bundle) {
            return bundle;
        }
        throw new BundleException(
                "bundle " + folder + " is of kind " + opened.kind() + "; a generator needs one of kind sdxl");
    }
}
