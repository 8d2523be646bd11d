package io.steerscope.worker.loop;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.Subject;

/** Writes what a stage has skipped. */
final class Skips {

    private final StageDefinition<?, ?, ?> stage;
    private final Serializer<SkippedJob> serializer = AvroSerdes.serializer(SkippedJob.class);

    Skips(StageDefinition<?, ?, ?> stage) {
        this.stage = stage;
    }

    /** @throws IllegalStateException if the stage has no topic of skips */
    TaskResult result(Task<?> task, Subject subject, Outcome.Skip<?> skip) {
        String topic = stage.skipTopic();
        if (topic == null) {
            throw new IllegalStateException("stage " + stage.name() + " skips a record and has no topic for it");
        }
        Headers headers = new RecordHeaders();
        byte[] value = serializer.serialize(topic, headers, skip.record());
        byte[] key = skip.key().getBytes(StandardCharsets.UTF_8);
        return new TaskResult(
                task.record(),
                task.lease(),
                subject,
                List.of(new ProducerRecord<>(topic, null, key, value, headers)),
                List.of(),
                TaskResult.Kind.SKIPPED);
    }
}
