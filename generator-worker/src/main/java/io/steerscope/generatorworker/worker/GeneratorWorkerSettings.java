package io.steerscope.generatorworker.worker;

import java.nio.file.Path;
import java.util.Map;

import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.worker.loop.WorkerSettings;

/**
 * How a generator worker runs.
 *
 * @param bundle model that makes the images
 * @param device where it runs
 * @param threads intra-op threads of the CPU, one number for all models of a process, at least 1
 * @param topics topics of the installation
 * @param placement where encoded images go
 * @param worker group, batches and Kafka client properties
 */
public record GeneratorWorkerSettings(
        SdxlBundle bundle,
        Device device,
        int threads,
        TopicCatalogue topics,
        ImagePlacement placement,
        WorkerSettings worker) {

    public GeneratorWorkerSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
    }

    /**
     * The bundle's batch size, the group {@code <prefix>generator}, images in their records, on the CPU.
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
        SdxlBundle bundle = open(bundleFolder);
        return new GeneratorWorkerSettings(
                bundle,
                Device.CPU,
                threads,
                topics,
                ImagePlacement.INLINE,
                WorkerSettings.of(groupId(topics), instanceId, clientProperties).withBatchSize(bundle.batchSize()));
    }

    /** The consumer group of all generator workers of an installation. */
    public static String groupId(TopicCatalogue topics) {
        return topics.prefix() + "generator";
    }

    /** These settings on another device. */
    public GeneratorWorkerSettings withDevice(Device other) {
        return new GeneratorWorkerSettings(bundle, other, threads, topics, placement, worker);
    }

    /** These settings with another place for images. */
    public GeneratorWorkerSettings withPlacement(ImagePlacement other) {
        return new GeneratorWorkerSettings(bundle, device, threads, topics, other, worker);
    }

    /** These settings with another loop. */
    public GeneratorWorkerSettings withWorker(WorkerSettings other) {
        return new GeneratorWorkerSettings(bundle, device, threads, topics, placement, other);
    }

    private static SdxlBundle open(Path folder) {
        if (ModelBundle.open(folder) instanceof SdxlBundle bundle) {
            return bundle;
        }
        throw new BundleException("bundle " + folder + " is of kind clip; a generator needs one of kind sdxl");
    }
}
