package io.steerscope.aggregator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, since most causes pass (a broker restarts, a transaction was fenced), but gives up
 * when threads keep dying.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    static final int LIMIT = 5;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private final LongSupplier nanoClock;
    private final Deque<Long> deaths = new ArrayDeque<>();

    ThreadReplacement(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        long now = nanoClock.getAsLong();
        deaths.addLast(now);
        while (now - deaths.getFirst() > WINDOW.toNanos()) {
            deaths.removeFirst();
        }
        boolean giveUp = deaths.size() > LIMIT;
        LOG.atError()
                .setCause(failure)
                .addKeyValue("deaths", deaths.size())
                .addKeyValue("action", giveUp ? "stop" : "replace")
                .log("stream thread died");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }
}
