package io.steerscope.worker.loop;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.worker.stage.Subject;

/**
 * A processed record, to be committed.
 *
 * @param outputs the records to write: one in every output of the stage, or one dead letter, or one skip
 * @param kind which of these
 */
record TaskResult(
        ConsumerRecord<byte[], byte[]> input,
        PartitionLease lease,
        Subject subject,
        List<ProducerRecord<byte[], byte[]>> outputs,
        Kind kind) {

    /** What the records of a result are. */
    enum Kind {
        EMITTED,
        DEAD_LETTER,
        SKIPPED
    }

    /** Copies the list. */
    TaskResult {
        outputs = List.copyOf(outputs);
    }

    boolean isDeadLetter() {
        return kind == Kind.DEAD_LETTER;
    }

    TaskResult withDeadLetter(ProducerRecord<byte[], byte[]> deadLetter) {
        return new TaskResult(input, lease, subject, List.of(deadLetter), Kind.DEAD_LETTER);
    }
}
