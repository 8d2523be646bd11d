package io.steerscope.worker.stage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.SchemaVersion;

import static org.assertj.core.api.Assertions.assertThat;

final class OutputTest {

    private static final byte[] KEY = {1};

    @Test
    void aRecordCarriesTheVersionOfItsSchemaWhetherItIsAPartOrTheWhole() {
        // given
        Cancellation order = new Cancellation("e", List.of(), Instant.EPOCH);
        Output<Cancellation> whole = new Output<>("cancellations", AvroSerdes.serializer(Cancellation.class));
        Output<String> part = Output.of("cancellations", text -> order, AvroSerdes.serializer(Cancellation.class));

        // then
        assertThat(whole.record(KEY, order).headers().lastHeader(SchemaVersion.HEADER))
                .isNotNull()
                .isEqualTo(part.record(KEY, "x").headers().lastHeader(SchemaVersion.HEADER));
        assertThat(whole.record(KEY, order).value())
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
