package io.steerscope.aggregator;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.interactivequeries.StateUnavailableException;

/**
 * Work that is done again and again in a thread of its own, with a rest after each turn that is as long as the turn, so
 * that the streams keep at least half of a core.
 */
final class RestingLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RestingLoop.class);
    private static final long CLOSE_SECONDS = 10;

    private final String what;
    private final long shortestRestNanos;
    private final Runnable work;
    private final ScheduledExecutorService thread;

    /**
     * @param name of the thread
     * @param what is published, in a word for the log, such as "reports"
     * @param shortestRestNanos the least rest between two turns
     * @param work one turn; state that is away or a failure of it is logged, and the next turn comes
     */
    RestingLoop(String name, String what, long shortestRestNanos, Runnable work) {
        this.what = what;
        this.shortestRestNanos = shortestRestNanos;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(turns -> DaemonThreads.of(name, turns));
    }

    void start() {
        thread.schedule(this::turn, shortestRestNanos, TimeUnit.NANOSECONDS);
    }

    /** Ends it after one last piece of work in its thread. */
    void close(Runnable last) {
        if (!thread.isShutdown()) {
            thread.execute(() -> guarded(last));
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                LOG.atWarn().addKeyValue("what", what).log("the publisher did not stop in 10 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() {
        long began = System.nanoTime();
        guarded(work);
        long rest = Math.max(shortestRestNanos, System.nanoTime() - began);
        try {
            thread.schedule(this::turn, rest, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.atTrace().log("stopped meanwhile");
        }
    }

    private void guarded(Runnable turn) {
        try {
            turn.run();
        } catch (StateUnavailableException e) {
            LOG.atDebug()
                    .addKeyValue("what", what)
                    .addKeyValue("reason", e.getMessage())
                    .log("publishing waits");
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.atError().addKeyValue("what", what).setCause(e).log("what is due could not be published");
            }
        }
    }
}
