package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** Counts what a worker does, from all its threads. */
final class ProgressRecorder {

    final LongAdder received = new LongAdder();
    final LongAdder emitted = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder abandoned = new LongAdder();
    final LongAdder batches = new LongAdder();
    final LongAdder commits = new LongAdder();
    final LongAdder aborts = new LongAdder();
    final LongAdder prepareNanos = new LongAdder();
    final LongAdder processNanos = new LongAdder();
    final LongAdder waitNanos = new LongAdder();
    final LongAdder commitNanos = new LongAdder();
    final AtomicInteger inFlight = new AtomicInteger();
    volatile int held;
    volatile int partitions;
    volatile long lag = -1;

    /** Counts a result that is committed. */
    void settled(TaskResult.Kind kind) {
        switch (kind) {
            case EMITTED -> emitted.increment();
            case DEAD_LETTER, BARE_DEAD_LETTER -> rejected.increment();
            case SKIPPED -> skipped.increment();
        }
    }

    private volatile @Nullable Activity activity;

    /** What the model thread is doing, since when. */
    record Activity(String line, long sinceNanos) {

        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    /** Notes what the model thread begins to do. */
    void begin(String line) {
        activity = new Activity(line, System.nanoTime());
    }

    void end() {
        activity = null;
    }

    /** What the model thread is doing, or null if it waits for records. */
    @Nullable
    Activity activity() {
        return activity;
    }

    /** Records in memory that are on their way; those held back do not count. */
    int moving() {
        return inFlight.get() - held;
    }

    WorkerProgress snapshot() {
        return new WorkerProgress(
                received.sum(),
                emitted.sum(),
                rejected.sum(),
                skipped.sum(),
                abandoned.sum(),
                batches.sum(),
                commits.sum(),
                aborts.sum(),
                inFlight.get(),
                partitions,
                lag,
                Duration.ofNanos(prepareNanos.sum()),
                Duration.ofNanos(processNanos.sum()),
                Duration.ofNanos(waitNanos.sum()),
                Duration.ofNanos(commitNanos.sum()));
    }
}
