package io.steerscope.httpserver;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.steerscope.foundation.thread.DaemonThreads;

/** The threads of every lane, and the requests that wait for them. */
final class Lanes implements AutoCloseable {

    private static final int IDLE_SECONDS = 60;

    private final Map<Lane, ThreadPoolExecutor> pools = new EnumMap<>(Lane.class);

    /** @param waiting how many requests of a lane may wait */
    Lanes(int waiting) {
        for (Lane lane : Lane.values()) {
            pools.put(lane, pool(lane, waiting));
        }
    }

    /** @throws RejectedExecutionException if too many wait */
    void execute(Lane lane, Runnable work) {
        Objects.requireNonNull(pools.get(lane)).execute(work);
    }

    @Override
    public void close() {
        pools.values().forEach(ThreadPoolExecutor::shutdownNow);
    }

    private static ThreadPoolExecutor pool(Lane lane, int waiting) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                lane.threads(),
                lane.threads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                work -> DaemonThreads.of(
                        "http-" + lane.name().toLowerCase(Locale.ROOT) + "-" + number.incrementAndGet(), work));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
