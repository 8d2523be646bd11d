package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.BatchLoop.BatchResult;
import io.steerscope.worker.loop.OutputTransaction.Ending;

/**
 * Results on their way into a transaction. They stay here until they are committed or their lease has ended, whatever
 * happens to transactions in between, so no work of the model is repeated because of the broker.
 *
 * <p>All methods but {@link #add} belong to the poll thread.
 */
final class CommitQueue {

    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);
    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(10);

    private final Queue<BatchResult> finished = new ConcurrentLinkedQueue<>();
    private final List<TaskResult> pending = new ArrayList<>();
    private final Consumer<byte[], byte[]> consumer;
    private final OutputTransaction transaction;
    private final DeadLetters deadLetters;
    private final RetryPolicy retries;
    private final ProgressRecorder progress;
    private final Fencings fencings;
    private boolean fateUnknown = true;
    private boolean abandoned;
    private int failures;
    private long nextAttemptNanos = System.nanoTime();
    private volatile @Nullable String trouble = "not connected yet";

    CommitQueue(
            Consumer<byte[], byte[]> consumer,
            OutputTransaction transaction,
            DeadLetters deadLetters,
            WorkerSettings settings,
            ProgressRecorder progress) {
        this.consumer = consumer;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.retries = settings.retries();
        this.progress = progress;
        this.fencings = new Fencings(settings.instanceId());
    }

    /** Takes over the results of a batch, from the model thread. */
    void add(BatchResult batch) {
        finished.add(batch);
    }

    /** Why transactions fail at present, or null if they do not. Called from any thread. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Whether no result waits. */
    boolean isEmpty() {
        return pending.isEmpty() && finished.isEmpty();
    }

    /**
     * Opens the producer if need be, and commits whatever is finished, unless an earlier failure asks for patience.
     *
     * @throws WorkerFailedException if no later attempt can succeed
     */
    void settle() {
        collect();
        dropIf(result -> abandoned || result.lease().hasEnded());
        if (abandoned || System.nanoTime() - nextAttemptNanos < 0) {
            return;
        }
        try {
            if ((!fateUnknown || resolveFate()) && !pending.isEmpty()) {
                commitPending();
            }
        } catch (InvalidConfigurationException e) {
            throw new WorkerFailedException("the cluster refuses to write results: " + FailureLine.of(e), e);
        }
    }

    /** Commits offsets that stand for no record, such as the end of a bound. Returns whether it succeeded. */
    boolean commitOffsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (fateUnknown || System.nanoTime() - nextAttemptNanos < 0) {
            return false;
        }
        Ending ending = transaction.write(List.of(), offsets, consumer.groupMetadata());
        if (ending instanceof Ending.Committed) {
            succeeded();
            return true;
        }
        handle(ending);
        return false;
    }

    /** Drops everything that waits, now and later; nothing is committed any more. */
    void abandonAll() {
        abandoned = true;
        settle();
    }

    private void collect() {
        for (BatchResult batch = finished.poll(); batch != null; batch = finished.poll()) {
            pending.addAll(batch.results());
            countAbandoned(batch.abandoned());
        }
    }

    private void dropIf(Predicate<TaskResult> condition) {
        int before = pending.size();
        pending.removeIf(condition);
        countAbandoned(before - pending.size());
    }

    private void countAbandoned(int count) {
        progress.abandoned.add(count);
        progress.inFlight.addAndGet(-count);
    }

    /** Ends the last transaction, and takes out the results that it turns out to have written. */
    private boolean resolveFate() {
        try {
            transaction.reopen();
            Set<TopicPartition> partitions =
                    pending.stream().map(result -> result.lease().partition()).collect(Collectors.toSet());
            if (!partitions.isEmpty()) {
                Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, COMMITTED_TIMEOUT);
                List<TaskResult> written = pending.stream()
                        .filter(result ->
                                isBelow(result, committed.get(result.lease().partition())))
                        .toList();
                pending.removeAll(written);
                count(written);
            }
            fateUnknown = false;
            succeeded();
            return true;
        } catch (InvalidConfigurationException e) {
            throw e;
        } catch (KafkaException e) {
            failed("The producer cannot be opened", e);
            return false;
        }
    }

    private static boolean isBelow(TaskResult result, @Nullable OffsetAndMetadata committed) {
        return committed != null && result.input().offset() < committed.offset();
    }

    private void commitPending() {
        long start = System.nanoTime();
        Ending ending = transaction.write(
                pending.stream().map(TaskResult::outputs).toList(), offsets(), consumer.groupMetadata());
        progress.commitNanos.add(System.nanoTime() - start);
        if (ending instanceof Ending.Committed) {
            progress.commits.increment();
            count(pending);
            pending.clear();
            succeeded();
        } else {
            handle(ending);
        }
    }

    private void handle(Ending ending) {
        progress.aborts.increment();
        if (ending instanceof Ending.TooLarge tooLarge) {
            replaceByDeadLetter(tooLarge);
        } else if (ending instanceof Ending.Aborted aborted) {
            failed("A transaction was aborted and will be repeated", aborted.cause());
        } else if (ending instanceof Ending.Unknown unknown) {
            fateUnknown = true;
            if (unknown.isFenced()) {
                fencings.record();
            }
            failed("A transaction was given up; committed offsets will tell its fate", unknown.cause());
        }
    }

    private void replaceByDeadLetter(Ending.TooLarge tooLarge) {
        TaskResult result = pending.get(tooLarge.index());
        String error = FailureLine.of(tooLarge.cause());
        pending.set(
                tooLarge.index(),
                result.withDeadLetter(
                        result.isDeadLetter()
                                ? deadLetters.withoutValue(
                                        result.input(),
                                        result.subject(),
                                        FailureKind.PROCESSING_ERROR,
                                        "the record failed and is too large for a dead letter: " + error)
                                : deadLetters.of(
                                        result.input(),
                                        result.subject(),
                                        FailureKind.PROCESSING_ERROR,
                                        "the result is too large: " + error)));
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TaskResult result : pending) {
            offsets.put(
                    result.lease().partition(),
                    new OffsetAndMetadata(
                            result.input().offset() + 1, result.input().leaderEpoch(), ""));
        }
        return offsets;
    }

    private void count(List<TaskResult> committed) {
        for (TaskResult result : committed) {
            progress.settled(result.kind());
        }
        progress.inFlight.addAndGet(-committed.size());
    }

    private void succeeded() {
        failures = 0;
        trouble = null;
    }

    private void failed(String event, KafkaException cause) {
        failures++;
        trouble = FailureLine.of(cause);
        Duration delay = retries.delayAfter(failures);
        nextAttemptNanos = System.nanoTime() + delay.toNanos();
        LOG.atWarn()
                .addKeyValue("results", pending.size())
                .addKeyValue("failuresInARow", failures)
                .addKeyValue("retryInMillis", delay.toMillis())
                .addKeyValue("error", FailureLine.of(cause))
                .log(event);
    }
}
