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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Writes results and offsets in one transaction, and says how it ended. Used by the poll thread alone. */
final class OutputTransaction implements AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> opener;
    private @Nullable Producer<byte[], byte[]> producer;

    /** How a transaction ended. */
    sealed interface Ending {

        /** Everything is written. */
        record Committed() implements Ending {}

        /** Nothing is written; the same transaction may be tried again. */
        record Aborted(KafkaException cause) implements Ending {}

        /** Nothing is written; a record of the result at {@code index} is larger than Kafka accepts. */
        record TooLarge(int index, RecordTooLargeException cause) implements Ending {}

        /** Either everything is written or nothing; {@link #reopen} settles it, the committed offsets then tell. */
        record Unknown(KafkaException cause) implements Ending {

            /** Whether another producer took this one's transactional id. */
            boolean isFenced() {
                return cause instanceof ProducerFencedException;
            }
        }
    }

    private record FailedSend(int index, Exception cause) {}

    OutputTransaction(Supplier<Producer<byte[], byte[]>> opener) {
        this.opener = opener;
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

    /**
     * Writes {@code results} and {@code offsets} in one transaction.
     *
     * @param results the records of each result
     * @throws InvalidConfigurationException if the cluster refuses: missing rights, a wrong password
     */
    Ending write(
            List<List<ProducerRecord<byte[], byte[]>>> results,
            Map<TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            return new Ending.Unknown(new KafkaException("the producer is not open"));
        }
        AtomicReference<@Nullable FailedSend> firstFailure = new AtomicReference<>();
        try {
            current.beginTransaction();
            for (int i = 0; i < results.size(); i++) {
                int index = i;
                for (ProducerRecord<byte[], byte[]> record : results.get(i)) {
                    current.send(record, (metadata, failure) -> {
                        if (failure != null) {
                            firstFailure.compareAndSet(null, new FailedSend(index, failure));
                        }
                    });
                }
            }
            current.sendOffsetsToTransaction(offsets, group);
            current.commitTransaction();
            return new Ending.Committed();
        } catch (KafkaException e) {
            return abort(current, e, firstFailure);
        } catch (IllegalStateException e) {
            return new Ending.Unknown(new KafkaException(e.getMessage(), e));
        }
    }

    private static Ending abort(
            Producer<byte[], byte[]> current,
            KafkaException cause,
            AtomicReference<@Nullable FailedSend> firstFailure) {
        if (cause instanceof InvalidConfigurationException refused) {
            throw refused;
        }
        if (cause instanceof ProducerFencedException) {
            return new Ending.Unknown(cause);
        }
        try {
            current.abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            cause.addSuppressed(e);
            return new Ending.Unknown(cause);
        }
        FailedSend failed = firstFailure.get();
        return failed != null && failed.cause() instanceof RecordTooLargeException tooLarge
                ? new Ending.TooLarge(failed.index(), tooLarge)
                : new Ending.Aborted(cause);
    }

    @Override
    public void close() {
        discard(CLOSE_TIMEOUT);
    }

    private void discard(Duration timeout) {
        Producer<byte[], byte[]> old = producer;
        producer = null;
        if (old != null) {
            old.close(timeout);
        }
    }
}
