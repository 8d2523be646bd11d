package io.steerscope.worker.loop;

import java.time.Clock;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.schemas.deadletter.DeadLetterWriter;
import io.steerscope.schemas.deadletter.FailedRecord;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;

/** The dead letters of a stage: the failed record as it was, and why it failed. */
final class DeadLetters {

    /** More than Kafka would take: the encoding alone could exhaust the heap. */
    private static final int LARGEST_LETTER = 32 * 1024 * 1024;

    private final DeadLetterWriter writer;

    DeadLetters(StageDefinition<?, ?, ?> stage, Clock clock) {
        this.writer =
                new DeadLetterWriter(stage.name(), stage.scorerId(), stage.deadLetterTopic(), LARGEST_LETTER, clock);
    }

    /** The dead letter of {@code input}, with its bytes unless they are more than Kafka would take. */
    ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        return writer.write(
                FailedRecord.of(input), kind, error, subject.identity(), subject.category(), subject.place());
    }

    /** The dead letter of a record that cannot be repeated; it says where the record is. */
    ProducerRecord<byte[], byte[]> bare(
            ConsumerRecord<byte[], byte[]> input, Subject subject, FailureKind kind, String error) {
        return writer.writeBare(
                FailedRecord.of(input), kind, error, subject.identity(), subject.category(), subject.place());
    }
}
