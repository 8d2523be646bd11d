package io.steerscope.worker.loop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.text.FailureLine;

/**
 * Writes results and offsets in one transaction, and says how it ended. Used by the poll thread alone.
 *
 * <p>A transaction stops at the first failed send, and begins no further step once its time is over. Every step is
 * bounded by the producer's {@code max.block.ms}, so that with the abort it takes at most its time and two steps.
 */
final class OutputTransaction implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> opener;
    private final Duration timeout;
    private @Nullable Producer<byte[], byte[]> producer;
    private long lastWriteNanos;

    /** How a transaction ended. */
    sealed interface Ending {

        /** Everything is written. */
        record Committed() implements Ending {}

        /** Nothing is written; the same transaction may be tried again. */
        record Aborted(String error) implements Ending {}

        /** Nothing is written; a record of the result at {@code index} is one that Kafka never accepts. */
        record Unacceptable(int index, Exception cause) implements Ending {}

        /** Nothing will be written by this producer; the cluster does not allow it. */
        record Refused(String error, KafkaException cause) implements Ending {}

        /** Either everything is written or nothing; {@link #reopen} settles it, the committed offsets then tell. */
        record Unknown(String error, boolean isFenced) implements Ending {}
    }

    private record FailedSend(int index, String topic, Exception cause) {

        boolean isUnacceptable() {
            return cause instanceof RecordTooLargeException
                    || cause instanceof RecordBatchTooLargeException
                    || cause instanceof InvalidRecordException
                    || cause instanceof InvalidTimestampException;
        }

        String line() {
            return FailureLine.find(cause, UnknownTopicOrPartitionException.class) == null
                    ? "topic %s: %s".formatted(topic, FailureLine.of(cause))
                    : ClusterWatch.missingLine(topic);
        }
    }

    /** @param timeout the most that a transaction takes before it is given up */
    OutputTransaction(Supplier<Producer<byte[], byte[]>> opener, Duration timeout) {
        this.opener = opener;
        this.timeout = timeout;
    }

    /**
     * Opens a new producer under the same transactional id, which ends every transaction that its predecessor, in this
     * process or another, has left open.
     *
     * @throws KafkaException if the cluster does not answer, or refuses
     */
    void reopen() {
        discard(Duration.ZERO);
        Producer<byte[], byte[]> opened = opener.get();
        producer = opened;
        opened.initTransactions();
    }

    /** How long the last transaction that came so far took up to its commit, in nanoseconds. */
    long lastWriteNanos() {
        return lastWriteNanos;
    }

    /**
     * Writes {@code results} and {@code offsets} in one transaction.
     *
     * @param results the records of each result
     */
    Ending write(
            List<List<ProducerRecord<byte[], byte[]>>> results,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            return new Ending.Unknown("the producer is not open", false);
        }
        long start = System.nanoTime();
        long end = start + timeout.toNanos();
        AtomicReference<@Nullable FailedSend> firstFailure = new AtomicReference<>();
        try {
            current.beginTransaction();
            if (send(current, results, end, firstFailure)) {
                current.sendOffsetsToTransaction(offsets, group);
                checkTime(end);
                lastWriteNanos = System.nanoTime() - start;
                current.commitTransaction();
                return new Ending.Committed();
            }
            return abort(current, new KafkaException("a send failed"), firstFailure.get());
        } catch (KafkaException e) {
            return abort(current, e, firstFailure.get());
        } catch (IllegalStateException e) {
            return new Ending.Unknown(FailureLine.of(e), false);
        }
    }

    /** Returns whether no send has failed so far. */
    private boolean send(
            Producer<byte[], byte[]> current,
            List<List<ProducerRecord<byte[], byte[]>>> results,
            long end,
            AtomicReference<@Nullable FailedSend> firstFailure) {
        for (int i = 0; i < results.size(); i++) {
            int index = i;
            for (ProducerRecord<byte[], byte[]> record : results.get(i)) {
                current.send(record, (metadata, failure) -> {
                    if (failure != null) {
                        firstFailure.compareAndSet(null, new FailedSend(index, record.topic(), failure));
                    }
                });
                if (firstFailure.get() != null) {
                    return false;
                }
                checkTime(end);
            }
        }
        return true;
    }

    private void checkTime(long end) {
        if (System.nanoTime() - end > 0) {
            throw new TimeoutException("the transaction took longer than " + timeout.toMillis() + " ms");
        }
    }

    private static Ending abort(
            Producer<byte[], byte[]> current, KafkaException failure, @Nullable FailedSend failedSend) {
        KafkaException cause =
                failedSend == null ? failure : new KafkaException(failure.getMessage(), failedSend.cause());
        String refusal = Refusal.WRITING.line(cause);
        if (refusal == null) {
            refusal = Refusal.WRITING.line(failure);
        }
        if (refusal != null) {
            return new Ending.Refused(refusal, cause);
        }
        String error = failedSend == null ? FailureLine.of(failure) : failedSend.line();
        if (isFencing(failure)) {
            return new Ending.Unknown(error, true);
        }
        try {
            current.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            return new Ending.Unknown(error, isFencing(e));
        }
        return failedSend != null && failedSend.isUnacceptable()
                ? new Ending.Unacceptable(failedSend.index(), failedSend.cause())
                : new Ending.Aborted(error);
    }

    private static boolean isFencing(RuntimeException failure) {
        return FailureLine.find(failure, ProducerFencedException.class) != null
                || FailureLine.find(failure, InvalidProducerEpochException.class) != null;
    }

    @Override
    public void close() {
        discard(CLOSE_TIMEOUT);
    }

    private void discard(Duration patience) {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(patience);
        }
    }
}
