package io.steerscope.app.experiment;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.foundation.thread.DaemonThreads;

/** The end of a part of a run, in a bounded time: one that hangs must not keep the process alive. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final String name;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private Closing(String name) {
        this.name = name;
    }

    /**
     * Closes, and returns when that is done or the time is over.
     *
     * @param name what is closed, for the log
     */
    static void within(Duration atMost, String name, AutoCloseable closing) {
        begin(name, closing).await(atMost);
    }

    /**
     * Begins to close and returns at once.
     *
     * @param name what is closed, for the log
     */
    static Closing begin(String name, AutoCloseable closing) {
        Closing end = new Closing(name);
        DaemonThreads.of("closing-" + name, () -> end.close(closing)).start();
        return end;
    }

    private void close(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            failure.set(e);
        } finally {
            done.countDown();
        }
    }

    /** Returns when it is done or the time is over. */
    void await(Duration atMost) {
        try {
            if (!done.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.atWarn().addKeyValue("part", name).log("A part did not end in time and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception failed = failure.get();
        if (failed != null) {
            LOG.atWarn().addKeyValue("part", name).setCause(failed).log("A part did not end in order");
        }
    }
}
