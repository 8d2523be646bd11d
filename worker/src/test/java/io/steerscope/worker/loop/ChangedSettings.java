package io.steerscope.worker.loop;

import java.time.Duration;

/** Settings that differ from others in what no command may set. */
final class ChangedSettings {

    private ChangedSettings() {}

    static WorkerSettings withMaxDelay(WorkerSettings settings, Duration delay) {
        return with(settings, delay, settings.queueBound(), settings.times());
    }

    static WorkerSettings withQueueBound(WorkerSettings settings, int bound) {
        return with(settings, settings.maxDelay(), bound, settings.times());
    }

    static WorkerSettings withShutdownTimeout(WorkerSettings settings, Duration timeout) {
        TimeLimits times = settings.times();
        return with(
                settings,
                settings.maxDelay(),
                settings.queueBound(),
                new TimeLimits(timeout, times.transaction(), times.batch()));
    }

    static WorkerSettings withTransactionTimeout(WorkerSettings settings, Duration timeout) {
        TimeLimits times = settings.times();
        return with(
                settings,
                settings.maxDelay(),
                settings.queueBound(),
                new TimeLimits(times.shutdown(), timeout, times.batch()));
    }

    private static WorkerSettings with(WorkerSettings settings, Duration maxDelay, int queueBound, TimeLimits times) {
        return new WorkerSettings(
                settings.groupId(),
                settings.instanceId(),
                settings.batchSize(),
                maxDelay,
                queueBound,
                settings.prepareThreads(),
                settings.failures(),
                times,
                settings.clientProperties(),
                settings.stopAt());
    }
}
