package io.steerscope.schemas.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.text.FailureLine;

/**
 * Finds the record that makes a poll fail: a corrupt one, or one that is larger than the heap although it was small
 * when it was compressed. A consumer has no setting that bounds what a record unpacks to, and an
 * {@code OutOfMemoryError} names no partition; so consumers of no group read each partition record by record until one
 * fails in the same way.
 */
public final class UnreadableRecords {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> scouts;
    private final int recordsPerPoll;

    /**
     * An unreadable record.
     *
     * @param before the records between the position and it
     */
    public record Finding(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> before, long offset, Throwable failure) {

        /** The kind of the dead letter. */
        public FailureKind kind() {
            return HeapFailure.isOfARecord(failure) ? FailureKind.LIMIT_EXCEEDED : FailureKind.MALFORMED_RECORD;
        }

        /** Why the record cannot be read, in one line. */
        public String line() {
            return "the record cannot be read: "
                    + (HeapFailure.isOfARecord(failure) ? HeapFailure.line(failure) : FailureLine.of(failure));
        }
    }

    /**
     * @param scouts opens a consumer of no group that reads one record at a time
     * @param recordsPerPoll the most records of a poll
     */
    public UnreadableRecords(Supplier<Consumer<byte[], byte[]>> scouts, int recordsPerPoll) {
        this.scouts = scouts;
        this.recordsPerPoll = recordsPerPoll;
    }

    /** Whether {@code failure} of a poll may be due to a record. */
    public static boolean mayCause(Throwable failure) {
        return HeapFailure.isOfARecord(failure)
                || failure.getClass() == KafkaException.class
                || FailureLine.find(failure, CorruptRecordException.class) != null
                || FailureLine.find(failure, InvalidRecordException.class) != null;
    }

    /**
     * The first unreadable record among those that a poll may have met, or null if all of them can be read.
     *
     * @param positions where the poll began in each partition
     * @throws KafkaException if the cluster does not answer
     */
    public @Nullable Finding find(Map<TopicPartition, Long> positions) {
        for (Map.Entry<TopicPartition, Long> position : positions.entrySet()) {
            Finding finding = findIn(position.getKey(), position.getValue());
            if (finding != null) {
                return finding;
            }
        }
        return null;
    }

    private @Nullable Finding findIn(TopicPartition partition, long from) {
        Consumer<byte[], byte[]> scout = scouts.get();
        try {
            scout.assign(List.of(partition));
            scout.seek(partition, from);
            return readOn(scout, partition);
        } finally {
            scout.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private @Nullable Finding readOn(Consumer<byte[], byte[]> scout, TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> before = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (before.size() <= recordsPerPoll && System.nanoTime() - deadline < 0) {
            try {
                ConsumerRecords<byte[], byte[]> records = scout.poll(POLL);
                records.forEach(before::add);
                OptionalLong lag = scout.currentLag(partition);
                if (records.isEmpty() && lag.isPresent() && lag.getAsLong() == 0) {
                    return null;
                }
            } catch (KafkaException | OutOfMemoryError | StackOverflowError e) {
                if (!mayCause(e)) {
                    throw e;
                }
                return new Finding(partition, before, scout.position(partition, POLL), e);
            }
        }
        return null;
    }
}
