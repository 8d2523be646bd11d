package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;

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
    final LongAdder rebalances = new LongAdder();
    final Distribution read = Distribution.ofSteps();
    final Distribution prepare = Distribution.ofSteps();
    final Distribution model = Distribution.ofModel();
    final Distribution write = Distribution.ofSteps();
    final Distribution commit = Distribution.ofSteps();
    final Distribution batchRecords = Distribution.ofRecords();
    final AtomicInteger inFlight = new AtomicInteger();
    volatile int held;
    volatile int partitions;
    volatile long lag = -1;

    private final Map<FailureKind, LongAdder> failures = new EnumMap<>(FailureKind.class);
    private volatile @Nullable Activity activity;

    ProgressRecorder() {
        for (FailureKind kind : FailureKind.values()) {
            failures.put(kind, new LongAdder());
        }
    }

    /** Counts a result that is committed. */
    void settled(TaskResult result) {
        switch (result.kind()) {
            case EMITTED -> emitted.increment();
            case DEAD_LETTER, BARE_DEAD_LETTER -> {
                rejected.increment();
                Objects.requireNonNull(failures.get(result.failureKind())).increment();
            }
            case SKIPPED -> skipped.increment();
        }
    }

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

    WorkerDistributions distributions() {
        return new WorkerDistributions(
                read.snapshot(),
                prepare.snapshot(),
                model.snapshot(),
                write.snapshot(),
                commit.snapshot(),
                batchRecords.snapshot());
    }

    WorkerProgress snapshot() {
        Map<FailureKind, Long> byKind = new EnumMap<>(FailureKind.class);
        failures.forEach((kind, count) -> byKind.put(kind, count.sum()));
        return new WorkerProgress(
                received.sum(),
                emitted.sum(),
                rejected.sum(),
                skipped.sum(),
                abandoned.sum(),
                batches.sum(),
                commits.sum(),
                aborts.sum(),
                rebalances.sum(),
                byKind,
                inFlight.get(),
                partitions,
                lag,
                Duration.ofNanos(prepareNanos.sum()),
                Duration.ofNanos(processNanos.sum()),
                Duration.ofNanos(waitNanos.sum()),
                Duration.ofNanos(commitNanos.sum()));
    }
}
