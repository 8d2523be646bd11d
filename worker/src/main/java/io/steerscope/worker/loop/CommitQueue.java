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
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.text.FailureLine;
import io.steerscope.worker.loop.BatchLoop.BatchResult;
import io.steerscope.worker.loop.OutputTransaction.Ending;
import io.steerscope.worker.loop.TaskResult.Kind;

import static io.steerscope.schemas.record.FailureKind.PROCESSING_ERROR;

/**
 * Results on their way into a transaction. They stay here until they are committed or their lease has ended, whatever
 * happens to transactions in between, so no work of the model is repeated because of the broker.
 *
 * <p>All methods but {@link #add} belong to the poll thread.
 */
final class CommitQueue {

    private static final Duration COMMITTED_TIMEOUT = Duration.ofSeconds(10);

    private final Queue<BatchResult> finished = new ConcurrentLinkedQueue<>();
    private final List<TaskResult> pending = new ArrayList<>();
    private final SharedRecords shared = new SharedRecords(SharedRecords.CAPACITY);
    private final Consumer<byte[], byte[]> consumer;
    private final OutputTransaction transaction;
    private final DeadLetters deadLetters;
    private final Attempts attempts;
    private final ProgressRecorder progress;
    private final Fencings fencings;
    private boolean fateUnknown = true;
    private boolean abandoned;

    CommitQueue(
            Consumer<byte[], byte[]> consumer,
            OutputTransaction transaction,
            DeadLetters deadLetters,
            WorkerSettings settings,
            ProgressRecorder progress) {
        this.consumer = consumer;
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.attempts = new Attempts(settings.failures().retries(), "not connected yet");
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
        return attempts.trouble();
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
        if (abandoned || !attempts.mayTry() || fateUnknown && !resolveFate()) {
            return;
        }
        if (pending.isEmpty()) {
            attempts.succeeded();
        } else {
            commitPending();
        }
    }

    /** Commits offsets that stand for no record, such as the end of a bound. Returns whether it succeeded. */
    boolean commitOffsets(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (fateUnknown || !attempts.mayTry()) {
            return false;
        }
        Ending ending = transaction.write(List.of(), offsets, consumer.groupMetadata());
        if (ending instanceof Ending.Committed) {
            attempts.succeeded();
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

    /**
     * Ends the last transaction, and takes out the results that it turns out to have written. Whether the trouble is
     * over is for the next transaction to say.
     */
    private boolean resolveFate() {
        try {
            transaction.reopen();
        } catch (KafkaException e) {
            failed("The producer cannot be opened", Refusal.WRITING.line(e), e);
            return false;
        }
        try {
            takeOutWritten();
        } catch (KafkaException e) {
            failed("The committed offsets cannot be read", Refusal.READING.line(e), e);
            return false;
        }
        fateUnknown = false;
        return true;
    }

    private void failed(String event, @Nullable String refusal, KafkaException cause) {
        if (refusal == null) {
            attempts.failed(event, FailureLine.of(cause));
        } else {
            attempts.refused(event, refusal, cause);
        }
    }

    private void takeOutWritten() {
        Set<TopicPartition> partitions =
                pending.stream().map(result -> result.lease().partition()).collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, COMMITTED_TIMEOUT);
        List<TaskResult> written = pending.stream()
                .filter(result -> isBelow(result, committed.get(result.lease().partition())))
                .toList();
        pending.removeAll(written);
        count(written);
    }

    private static boolean isBelow(TaskResult result, @Nullable OffsetAndMetadata committed) {
        return committed != null && result.input().offset() < committed.offset();
    }

    private void commitPending() {
        long start = System.nanoTime();
        Ending ending = transaction.write(shared.complete(pending), offsets(), consumer.groupMetadata());
        long elapsed = System.nanoTime() - start;
        progress.commitNanos.add(elapsed);
        if (ending instanceof Ending.Committed) {
            progress.commits.increment();
            progress.commit.addNanos(elapsed);
            progress.write.addNanos(transaction.lastWriteNanos());
            shared.committed();
            count(pending);
            pending.clear();
            attempts.succeeded();
        } else {
            handle(ending);
        }
    }

    private void handle(Ending ending) {
        progress.aborts.increment();
        if (ending instanceof Ending.Unacceptable unacceptable) {
            replaceByDeadLetter(unacceptable);
        } else if (ending instanceof Ending.Aborted aborted) {
            attempts.failed("A transaction was aborted and will be repeated", aborted.error());
        } else if (ending instanceof Ending.Refused refused) {
            fateUnknown = true;
            attempts.refused("A transaction was refused", refused.error(), refused.cause());
        } else if (ending instanceof Ending.Unknown unknown) {
            fateUnknown = true;
            if (unknown.isFenced()) {
                fencings.record();
            }
            attempts.failed("A transaction was given up; committed offsets will tell its fate", unknown.error());
        }
    }

    private void replaceByDeadLetter(Ending.Unacceptable unacceptable) {
        TaskResult result = pending.get(unacceptable.index());
        String error = FailureLine.of(unacceptable.cause());
        switch (result.kind()) {
            case EMITTED, SKIPPED ->
                replace(
                        unacceptable.index(),
                        deadLetters.of(
                                result.input(),
                                result.subject(),
                                PROCESSING_ERROR,
                                "the result is not accepted: " + error),
                        Kind.DEAD_LETTER);
            case DEAD_LETTER ->
                replace(
                        unacceptable.index(),
                        deadLetters.bare(
                                result.input(),
                                result.subject(),
                                PROCESSING_ERROR,
                                "the record failed and its dead letter is not accepted: " + error),
                        Kind.BARE_DEAD_LETTER);
            case BARE_DEAD_LETTER ->
                attempts.failed(
                        "A dead letter without value is not accepted",
                        "not even a short dead letter is accepted: " + error);
        }
    }

    private void replace(int index, ProducerRecord<byte[], byte[]> deadLetter, Kind kind) {
        pending.set(index, pending.get(index).withDeadLetter(deadLetter, kind, PROCESSING_ERROR));
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
            progress.settled(result);
        }
        progress.inFlight.addAndGet(-committed.size());
    }
}
