package io.steerscope.app.experiment;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.BundleFile;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;

/**
 * How the cores of one machine are used.
 *
 * @param threads threads of one operator of a model. All models of a process share the number, and results depend on it
 *     in their last bits: a run keeps it for life
 * @param workers workers side by side on one stage, each with its own copy of the model; results do not depend on it
 */
public record Parallelism(int threads, int workers) {

    private static final long SMALL_MODEL_BYTES = 256L << 20;
    private static final int LEAST_PARTITIONS = 4;

    public Parallelism {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, is " + threads);
        }
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, is " + workers);
        }
    }

    /**
     * The best use of a machine. A small model is copied, one single-threaded worker for each core: that wastes no time
     * on handing work between threads, and gives the same bits on every machine. A large model is loaded once and
     * given all cores.
     *
     * @param modelBytes size of the model's files
     * @param cores processors of the machine
     * @param threads as asked for, or null
     * @param workers as asked for, or null
     */
    public static Parallelism choose(long modelBytes, int cores, @Nullable Integer threads, @Nullable Integer workers) {
        boolean small = modelBytes <= SMALL_MODEL_BYTES;
        int chosenThreads = threads != null ? threads : small ? 1 : cores;
        int chosenWorkers = workers != null ? workers : small ? Math.max(1, cores / chosenThreads) : 1;
        return new Parallelism(chosenThreads, chosenWorkers);
    }

    /** As {@link #choose(long, int, Integer, Integer)}, for a bundle on this machine. */
    public static Parallelism choose(ModelBundle bundle, @Nullable Integer threads, @Nullable Integer workers) {
        long bytes = bundle.manifest().files().values().stream()
                .mapToLong(BundleFile::bytes)
                .sum();
        return choose(bytes, Runtime.getRuntime().availableProcessors(), threads, workers);
    }

    /** As {@link #choose(ModelBundle, Integer, Integer)}; a GPU is given one worker unless asked otherwise. */
    public static Parallelism choose(
            ModelBundle bundle, Device device, @Nullable Integer threads, @Nullable Integer workers) {
        boolean alone = workers == null && device.kind() != Device.Kind.CPU;
        return choose(bundle, threads, alone ? Integer.valueOf(1) : workers);
    }

    /**
     * Partitions of jobs, images, their summaries and scores: enough for every worker, and few, as each costs time at
     * the start.
     */
    int partitions() {
        return Math.max(LEAST_PARTITIONS, workers);
    }
}
