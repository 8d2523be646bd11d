package io.steerscope.worker.stage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;

import static org.assertj.core.api.Assertions.assertThat;

final class OutputTest {

    private static final byte[] KEY = {1};

    @Test
    void aRecordCarriesTheVersionOfItsSchemaWhetherItIsAPartOrTheWhole() {
        // given
        DeadLetter letter = DeadLetter.newBuilder()
                .setStage("scorer")
                .setKind(FailureKind.PROCESSING_ERROR)
                .setError("x")
                .setTopic("images")
                .setPartition(0)
                .setOffset(1)
                .setOriginalKey(null)
                .setOriginalHeaders(List.of())
                .setOriginalValue(null)
                .setFailedAt(Instant.EPOCH)
                .build();
        Output<DeadLetter> whole = new Output<>("dead-letters", AvroSerdes.serializer(DeadLetter.class));
        Output<String> part = Output.of("dead-letters", text -> letter, AvroSerdes.serializer(DeadLetter.class));

        // then
        assertThat(whole.record(KEY, letter).headers().lastHeader(SchemaVersion.HEADER))
                .isNotNull()
                .isEqualTo(part.record(KEY, "x").headers().lastHeader(SchemaVersion.HEADER));
        assertThat(whole.record(KEY, letter).value())
                .isEqualTo(part.record(KEY, "x").value());
    }

    @Test
    void aSerializerWithoutHeadersAddsNone() {
        ProducerRecord<byte[], byte[]> record = new Output<>("texts", new StringSerializer()).record(KEY, "x");

        assertThat(record.headers()).isEmpty();
        assertThat(record.key()).isEqualTo(KEY);
        assertThat(record.value()).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
    }
}
