package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How a worker runs.
 *
 * @param groupId consumer group, shared by all workers of the stage
 * @param instanceId name of this worker, unique within its group and, if possible, the same after a restart: together
 *     with the group it is the transactional id, by which a restarted worker ends the transaction that its predecessor
 *     left open
 * @param batchSize the most records that go through the model at once, at least 1
 * @param maxDelay how long the first record of a batch waits for others
 * @param queueBound the most records in memory between poll and commit, at least {@code batchSize}; a poll may exceed
 *     it by one batch
 * @param prepareThreads threads that ready records for the model, at least 1
 * @param failures how the worker takes the failures of records
 * @param times how long the worker may take
 * @param clientProperties Kafka client properties; see {@link io.steerscope.worker.client.ClientConfiguration}
 * @param stopAt where the worker ends by itself, or null to run until closed
 */
public record WorkerSettings(
        String groupId,
        String instanceId,
        int batchSize,
        Duration maxDelay,
        int queueBound,
        int prepareThreads,
        FailurePolicy failures,
        TimeLimits times,
        Map<String, Object> clientProperties,
        @Nullable StopAt stopAt) {

    public WorkerSettings {
        requireText("group id", groupId);
        requireText("instance id", instanceId);
        requireAtLeast("batch size", batchSize, 1);
        requireAtLeast("queue bound", queueBound, batchSize);
        requireAtLeast("prepare threads", prepareThreads, 1);
        clientProperties = Map.copyOf(clientProperties);
    }

    /**
     * Batches of 16 that wait 50 ms at most, four batches in memory, one preparing thread, the default failure policy
     * and time limits, no bound.
     */
    public static WorkerSettings of(String groupId, String instanceId, Map<String, Object> clientProperties) {
        return new WorkerSettings(
                groupId,
                instanceId,
                16,
                Duration.ofMillis(50),
                64,
                1,
                FailurePolicy.DEFAULT,
                TimeLimits.DEFAULT,
                clientProperties,
                null);
    }

    /** These settings with another batch size, and room in memory for four batches. */
    public WorkerSettings withBatchSize(int size) {
        return with(copy -> {
            copy.batchSize = size;
            copy.queueBound = Math.max(size, Math.multiplyExact(4, size));
        });
    }

    /** These settings with another number of preparing threads. */
    public WorkerSettings withPrepareThreads(int threads) {
        return with(copy -> copy.prepareThreads = threads);
    }

    /** These settings with another failure policy. */
    public WorkerSettings withFailures(FailurePolicy policy) {
        return with(copy -> copy.failures = policy);
    }

    /** These settings with another failure limit. */
    public WorkerSettings withFailureLimit(int limit) {
        return withFailures(new FailurePolicy(failures.retries(), limit, failures.hold()));
    }

    /** These settings with a time limit for batches, or with none if it is zero. */
    public WorkerSettings withBatchTimeLimit(Duration limit) {
        return with(copy -> copy.times = new TimeLimits(times.shutdown(), times.transaction(), limit));
    }

    /** These settings with a bound, or with none if it is null. */
    public WorkerSettings withStopAt(@Nullable StopAt bound) {
        return with(copy -> copy.stopAt = bound);
    }

    private WorkerSettings with(Consumer<Draft> change) {
        Draft copy = new Draft(this);
        change.accept(copy);
        return new WorkerSettings(
                groupId,
                instanceId,
                copy.batchSize,
                maxDelay,
                copy.queueBound,
                copy.prepareThreads,
                copy.failures,
                copy.times,
                clientProperties,
                copy.stopAt);
    }

    /** What may change, between two settings. */
    private static final class Draft {

        private int batchSize;
        private int queueBound;
        private int prepareThreads;
        private FailurePolicy failures;
        private TimeLimits times;
        private @Nullable StopAt stopAt;

        Draft(WorkerSettings settings) {
            batchSize = settings.batchSize;
            queueBound = settings.queueBound;
            prepareThreads = settings.prepareThreads;
            failures = settings.failures;
            times = settings.times;
            stopAt = settings.stopAt;
        }
    }

    /** The transactional id of the worker's producer. */
    public String transactionalId() {
        return groupId + "-" + instanceId;
    }

    private static void requireText(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
    }

    private static void requireAtLeast(String what, int value, int minimum) {
        if (value < minimum) {
            throw new IllegalArgumentException(what + " must be at least " + minimum + ", is " + value);
        }
    }
}
