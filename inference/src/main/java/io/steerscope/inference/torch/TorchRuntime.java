package io.steerscope.inference.torch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Utils;
import org.jspecify.annotations.Nullable;

import io.steerscope.inference.device.Device;

/** The libtorch of this process: loaded once, with one number of intra-op threads. */
public final class TorchRuntime {

    private static final int MOST_THREADS = 1_024;
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final ReentrantReadWriteLock CALLS = new ReentrantReadWriteLock();
    private static final AtomicReference<@Nullable ImmediateExit> EXIT = new AtomicReference<>();

    private TorchRuntime() {}

    /**
     * Loads libtorch if that has not happened, and fixes the number of threads that one operator may use. Sets the
     * system properties {@code ai.djl.offline} and {@code OPT_OUT_TRACKING} to true where they are not set, so that
     * nothing is downloaded or reported.
     *
     * @param threads intra-op threads, 1 to 1,024; results depend on it in the last bits
     * @throws IllegalStateException if the process already runs with another number, or libtorch cannot be loaded
     * @throws IllegalArgumentException if {@code PYTORCH_LIBRARY_PATH} names no libtorch
     */
    public static void start(int threads) {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(
                    "Intra-op threads must be between 1 and " + MOST_THREADS + ", not " + threads);
        }
        int earlier = THREADS.compareAndExchange(0, threads);
        if (earlier != 0 && earlier != threads) {
            throw new IllegalStateException("Models of this process run with " + earlier
                    + " intra-op threads; another cannot run with " + threads
                    + ", since libtorch has one setting for all: use one number, or another process");
        }
        Offline.keep();
        setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        setIfAbsent("ai.djl.pytorch.num_threads", Integer.toString(threads));
        String folder = Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH");
        if (folder != null && System.getenv("PYTORCH_FLAVOR") == null) {
            setIfAbsent("PYTORCH_FLAVOR", LibtorchFolder.flavor(folder));
        }
        EXIT.compareAndSet(null, ImmediateExit.prepare());
        call(() -> {
            load();
            prepareThread();
            return THREADS;
        });
    }

    private static void load() {
        try {
            Engine.getEngine("PyTorch");
        } catch (EngineException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new IllegalStateException(
                    "libtorch cannot be loaded (" + TorchFailure.line(String.valueOf(cause.getMessage()))
                            + "): it must be version 2.7.1 for this platform, see docs/devices.md",
                    e);
        }
    }

    /**
     * Checks that this libtorch can use a device.
     *
     * @throws IllegalArgumentException if it cannot; the message says what is missing
     */
    static void require(Device device) {
        if (device.kind() == Device.Kind.CUDA) {
            Engine engine = Engine.getEngine("PyTorch");
            new CudaSupport(LibUtils.getLibtorchPath(), engine.hasCapability("CUDA"), engine::getGpuCount)
                    .require(device);
        }
    }

    /** Hands memory that libtorch holds for later use back to the GPUs; nothing happens without one. */
    public static void releaseUnused() {
        call(() -> {
            JniUtils.emptyCudaCache();
            return THREADS;
        });
    }

    /**
     * Waits for the calls of libtorch that are under way, and lets no other begin: a thread that asks for one waits for
     * ever. The last thing that a process does before it ends: libtorch is torn down then, and a call that still ran
     * would crash it. May be asked for more than once, by any thread.
     *
     * @param atMost how long to wait
     * @return false if calls are still under way; then only {@link #exitNow} ends the process safely
     */
    public static synchronized boolean endCalls(Duration atMost) {
        try {
            return CALLS.isWriteLocked() || CALLS.writeLock().tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends the process at once, whatever its threads do. Shutdown hooks do not run, nor does libtorch tear itself down,
     * which {@link Runtime#halt} would let it do under the calls of other threads.
     */
    public static void exitNow(int status) {
        ImmediateExit exit = EXIT.get();
        if (exit == null) {
            Runtime.getRuntime().halt(status);
        } else {
            exit.exit(status);
        }
    }

    /** Makes a call of libtorch, unless {@link #endCalls} came before. */
    static <T> T call(Supplier<T> call) {
        CALLS.readLock().lock();
        try {
            return call.get();
        } finally {
            CALLS.readLock().unlock();
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
