package io.steerscope.scorerworker.worker;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.worker.loop.WorkerSettings;

/**
 * How a scorer worker runs.
 *
 * @param bundle model that judges the images
 * @param scorerId name of the scorer in keys and reports: letters, digits, {@code '.'}, {@code '_'} and {@code '-'}
 * @param device where the model runs
 * @param threads intra-op threads of the CPU, one number for all models of a process, at least 1
 * @param parallelBatches model batches that run side by side, at least 1
 * @param keepsEmbeddings whether scores carry the image embedding, and those of their prompts are written beside them
 * @param limits the most that an image record may ask for
 * @param imageFolder folder in which files lie that records name; null where they may lie anywhere
 * @param topics topics of the installation
 * @param worker group, batches and Kafka client properties
 */
public record ScorerWorkerSettings(
        ClipBundle bundle,
        String scorerId,
        Device device,
        int threads,
        int parallelBatches,
        boolean keepsEmbeddings,
        RecordLimits limits,
        @Nullable Path imageFolder,
        TopicCatalogue topics,
        WorkerSettings worker) {

    private static final int LEAST_BATCH = 32;
    private static final int LARGEST_BATCH = 128;

    public ScorerWorkerSettings {
        RecordKeys.checkId("scorer id", scorerId);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
        if (parallelBatches < 1) {
            throw new IllegalArgumentException("parallel batches must be at least 1, is " + parallelBatches);
        }
    }

    /**
     * The bundle's id as scorer id, the group {@code <prefix>scorer-<scorerId>}, with embeddings, the
     * default limits, files anywhere, on the CPU: one model
     * batch and one preparing thread for every {@code threads} processors, as long as a worker's batch, of whole model
     * batches and 32 records or more, stays within 128, which bounds the pixels in memory.
     *
     * @param bundleFolder folder of a {@code clip} bundle
     * @param instanceId name of the worker, unique within the group
     * @throws BundleException if the bundle cannot be used
     */
    public static ScorerWorkerSettings of(
            Path bundleFolder,
            int threads,
            TopicCatalogue topics,
            String instanceId,
            Map<String, Object> clientProperties) {
        return of(open(bundleFolder), threads, topics, instanceId, clientProperties);
    }

    /** As {@link #of(Path, int, TopicCatalogue, String, Map)}, for a bundle in the type that it is to compute in. */
    public static ScorerWorkerSettings of(
            ClipBundle bundle,
            int threads,
            TopicCatalogue topics,
            String instanceId,
            Map<String, Object> clientProperties) {
        int parallel = parallelBatches(Runtime.getRuntime().availableProcessors(), threads, bundle.batchSize());
        int modelBatches = Math.max(parallel, (LEAST_BATCH + bundle.batchSize() - 1) / bundle.batchSize());
        return new ScorerWorkerSettings(
                bundle,
                bundle.id(),
                Device.CPU,
                threads,
                parallel,
                true,
                RecordLimits.DEFAULT,
                null,
                topics,
                WorkerSettings.of(groupId(topics, bundle.id()), instanceId, clientProperties)
                        .withBatchSize(modelBatches * bundle.batchSize())
                        .withPrepareThreads(Math.max(threads, parallel)));
    }

    static int parallelBatches(int processors, int threads, int modelBatch) {
        return Math.max(1, Math.min(processors / threads, LARGEST_BATCH / modelBatch));
    }

    /** The consumer group of all workers of one scorer: each scorer reads every image by itself. */
    public static String groupId(TopicCatalogue topics, String scorerId) {
        return topics.prefix() + "scorer-" + scorerId;
    }

    /** These settings on another device; a GPU takes one batch at a time. */
    public ScorerWorkerSettings withDevice(Device other) {
        int parallel = other.equals(Device.CPU) ? parallelBatches : 1;
        return new ScorerWorkerSettings(
                bundle, scorerId, other, threads, parallel, keepsEmbeddings, limits, imageFolder, topics, worker);
    }

    /** These settings with or without embeddings of images and prompts. */
    public ScorerWorkerSettings withEmbeddings(boolean keeps) {
        return with(keeps, limits, imageFolder, worker);
    }

    /** These settings with other limits; an image that exceeds one becomes a dead letter. */
    public ScorerWorkerSettings withLimits(RecordLimits other) {
        return with(keepsEmbeddings, other, imageFolder, worker);
    }

    /** These settings with a folder outside of which no file is read, whatever records name. */
    public ScorerWorkerSettings withImageFolder(@Nullable Path other) {
        return with(keepsEmbeddings, limits, other, worker);
    }

    /** These settings with another loop. */
    public ScorerWorkerSettings withWorker(WorkerSettings other) {
        return with(keepsEmbeddings, limits, imageFolder, other);
    }

    private ScorerWorkerSettings with(
            boolean keeps, RecordLimits newLimits, @Nullable Path newFolder, WorkerSettings newWorker) {
        return new ScorerWorkerSettings(
                bundle, scorerId, device, threads, parallelBatches, keeps, newLimits, newFolder, topics, newWorker);
    }

    private static ClipBundle open(Path folder) {
        ModelBundle opened = ModelBundle.open(folder);
        if (opened instanceof ClipBundle bundle) {
            return bundle;
        }
        throw new BundleException(
                "bundle " + folder + " is of kind " + opened.kind() + "; a scorer needs one of kind clip");
    }
}
