package io.steerscope.app.experiment;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Several parts of a start at the same time. */
final class SideBySide {

    private SideBySide() {}

    /** Runs all, each in a thread of its own, waits for all, and throws what the first of those that failed threw. */
    static void run(Collection<Runnable> parts) {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<Void>> running = parts.stream()
                .map(part -> CompletableFuture.runAsync(part, threads))
                .toList();
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> done)
                    .join();
            running.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }
}
