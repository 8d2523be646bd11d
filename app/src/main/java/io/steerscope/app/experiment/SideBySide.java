package io.steerscope.app.experiment;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.steerscope.foundation.thread.DaemonThreads;

/**
 * Several parts of a start at the same time. When one fails, or the start is no longer wanted, the others are given a
 * while to end and then left behind: they may be loading a model, which nothing can interrupt.
 */
final class SideBySide {

    private static final long WATCH_MILLIS = 100;

    private final BooleanSupplier stop;
    private final Duration patience;

    /**
     * @param stop whether the start is no longer wanted
     * @param patience how long the others may go on after a failure or a stop
     */
    SideBySide(BooleanSupplier stop, Duration patience) {
        this.stop = stop;
        this.patience = patience;
    }

    /**
     * Runs all, each in a thread of its own, and throws what the first that failed threw.
     *
     * @return true when all are done, false when the start was no longer wanted before that
     */
    boolean run(Collection<Runnable> parts) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.factory("start"));
        List<CompletableFuture<Void>> running = parts.stream()
                .map(part -> CompletableFuture.runAsync(part, threads))
                .toList();
        threads.shutdown();
        CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
        CompletableFuture<Void> firstFailure = firstFailure(running);
        try {
            while (!all.isDone() && !firstFailure.isDone()) {
                if (stop.getAsBoolean()) {
                    await(all, patience);
                    return false;
                }
                await(CompletableFuture.anyOf(all, firstFailure), Duration.ofMillis(WATCH_MILLIS));
            }
            if (firstFailure.isDone()) {
                await(all, patience);
                firstFailure.join();
            }
            return true;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static CompletableFuture<Void> firstFailure(List<CompletableFuture<Void>> running) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        running.forEach(part -> part.exceptionally(failure -> {
            first.completeExceptionally(failure);
            return null;
        }));
        return first;
    }

    /** Waits until all parts have ended, one way or the other, but not for ever. */
    private static void await(CompletableFuture<?> parts, Duration atMost) throws InterruptedException {
        try {
            parts.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // What failed is thrown by the caller; what is late is left behind.
        }
    }
}
