package io.steerscope.worker.loop;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.worker.stage.Subject;

/**
 * A processed record, to be committed.
 *
 * @param outputs the records to write: one in every output of the stage, or one dead letter
 * @param isDeadLetter whether it is a dead letter
 */
record TaskResult(
        ConsumerRecord<byte[], byte[]> input,
        PartitionLease lease,
        Subject subject,
        List<ProducerRecord<byte[], byte[]>> outputs,
        boolean isDeadLetter) {

    /** Copies the list. */
    TaskResult {
        outputs = List.copyOf(outputs);
    }

    TaskResult withDeadLetter(ProducerRecord<byte[], byte[]> deadLetter) {
        return new TaskResult(input, lease, subject, List.of(deadLetter), true);
    }
}
