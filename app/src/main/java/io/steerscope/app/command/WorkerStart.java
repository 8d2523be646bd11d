package io.steerscope.app.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.worker.loop.Worker;

/**
 * The start of a worker in a thread of its own: it loads a model, which may take minutes and cannot be interrupted, and
 * a process that is told to stop should not wait for it.
 */
final class WorkerStart {

    private static final long WATCH_MILLIS = 100;

    private final CompletableFuture<Worker> started = new CompletableFuture<>();

    private WorkerStart() {}

    /** Begins. */
    static WorkerStart of(Supplier<Worker> start) {
        WorkerStart begun = new WorkerStart();
        DaemonThreads.of("worker-start", () -> begun.run(start)).start();
        return begun;
    }

    private void run(Supplier<Worker> start) {
        try {
            started.complete(start.get());
        } catch (Throwable failure) {
            started.completeExceptionally(failure);
        }
    }

    /** The worker once it has started, or null if the process is told to stop before; then the start is left behind. */
    @Nullable
    Worker await(StopSignal stop) throws InterruptedException {
        while (!stop.isRequested()) {
            try {
                return started.get(WATCH_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Still loading.
            } catch (ExecutionException e) {
                throw rethrown(e.getCause());
            }
        }
        started.thenAccept(Worker::close);
        return null;
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
    }
}
