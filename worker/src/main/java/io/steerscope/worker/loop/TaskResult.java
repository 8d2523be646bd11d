package io.steerscope.worker.loop;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.Subject;

/**
 * A processed record, to be committed.
 *
 * @param outputs the records to write: one in every output of the stage, or one dead letter, or one skip
 * @param shared records that other results have too, to be written no later than {@code outputs}
 * @param kind which of these
 * @param failureKind the kind of failure that a dead letter names; null of what is none
 * @param suspicion the failure, if it speaks of the worker's surroundings rather than of the record; else null
 */
record TaskResult(
        ConsumerRecord<byte[], byte[]> input,
        PartitionLease lease,
        Subject subject,
        List<ProducerRecord<byte[], byte[]>> outputs,
        List<ProducerRecord<byte[], byte[]>> shared,
        Kind kind,
        @Nullable FailureKind failureKind,
        @Nullable String suspicion) {

    /** What the records of a result are. */
    enum Kind {
        EMITTED,
        DEAD_LETTER,
        /** A dead letter that only says where its record is. */
        BARE_DEAD_LETTER,
        SKIPPED
    }

    /** Copies the lists. */
    TaskResult {
        outputs = List.copyOf(outputs);
        shared = List.copyOf(shared);
    }

    /** A result that is no failure. */
    TaskResult(
            ConsumerRecord<byte[], byte[]> input,
            PartitionLease lease,
            Subject subject,
            List<ProducerRecord<byte[], byte[]>> outputs,
            List<ProducerRecord<byte[], byte[]>> shared,
            Kind kind) {
        this(input, lease, subject, outputs, shared, kind, null, null);
    }

    /** A result that is a dead letter. */
    TaskResult(
            ConsumerRecord<byte[], byte[]> input,
            PartitionLease lease,
            Subject subject,
            ProducerRecord<byte[], byte[]> deadLetter,
            Kind kind,
            FailureKind failureKind,
            @Nullable String suspicion) {
        this(input, lease, subject, List.of(deadLetter), List.of(), kind, failureKind, suspicion);
    }

    /** The same as a dead letter. */
    TaskResult withDeadLetter(ProducerRecord<byte[], byte[]> deadLetter, Kind newKind, FailureKind failure) {
        return new TaskResult(input, lease, subject, deadLetter, newKind, failure, suspicion);
    }
}
