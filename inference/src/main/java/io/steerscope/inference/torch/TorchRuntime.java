package io.steerscope.inference.torch;

import java.util.concurrent.atomic.AtomicInteger;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

import io.steerscope.inference.device.Device;

/** The libtorch of this process: loaded once, with one number of intra-op threads. */
public final class TorchRuntime {

    private static final AtomicInteger THREADS = new AtomicInteger();

    private TorchRuntime() {}

    /**
     * Loads libtorch if that has not happened, and fixes the number of threads that one operator may use. Sets the
     * system properties {@code ai.djl.offline} and {@code OPT_OUT_TRACKING} to true where they are not set, so that
     * nothing is downloaded or reported.
     *
     * @param threads intra-op threads, at least 1; results depend on it in the last bits
     * @throws IllegalStateException if the process already runs with another number
     */
    public static void start(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Intra-op threads must be at least 1, not " + threads);
        }
        int earlier = THREADS.compareAndExchange(0, threads);
        if (earlier != 0 && earlier != threads) {
            throw new IllegalStateException("Models of this process run with " + earlier
                    + " intra-op threads; another cannot run with " + threads
                    + ", since libtorch has one setting for all: use one number, or another process");
        }
        setIfAbsent("ai.djl.offline", "true");
        setIfAbsent("OPT_OUT_TRACKING", "true");
        setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
        Engine.getEngine("PyTorch");
        prepareThread();
    }

    /**
     * Checks that this libtorch can use a device.
     *
     * @throws IllegalArgumentException if it cannot
     */
    static void require(Device device) {
        int gpus = Engine.getEngine("PyTorch").getGpuCount();
        if (device.kind() == Device.Kind.CUDA && device.index() >= gpus) {
            throw new IllegalArgumentException("Device " + device + " is not there: libtorch sees " + gpus
                    + " GPUs (the default libtorch is for the CPU only)");
        }
    }

    /** Applies the settings that libtorch keeps for each calling thread. */
    static void prepareThread() {
        JniUtils.setNumThreads(THREADS.get());
        JniUtils.setGraphExecutorOptimize(false);
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
