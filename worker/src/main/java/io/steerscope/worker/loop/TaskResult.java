package io.steerscope.worker.loop;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.worker.stage.Subject;

/**
 * A processed record, to be committed.
 *
 * @param output the record to write, to the output or the dead-letter topic
 * @param isDeadLetter whether {@code output} is a dead letter
 */
record TaskResult(
        ConsumerRecord<byte[], byte[]> input,
        PartitionLease lease,
        Subject subject,
        ProducerRecord<byte[], byte[]> output,
        boolean isDeadLetter) {

    TaskResult withOutput(ProducerRecord<byte[], byte[]> deadLetter) {
        return new TaskResult(input, lease, subject, deadLetter, true);
    }
}
