package io.steerscope.app.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.serde.ReleasedSchemas;
import io.steerscope.schemas.topic.TopicDefinition;

/** Decodes the values of one topic; nothing that stands there makes it fail. */
final class RecordDecoder {

    /** Where the fingerprint stands in Avro's single-object encoding, behind C3 01. */
    private static final int FINGERPRINT_AT = 2;

    private final Deserializer<? extends SpecificRecord> deserializer;
    private final Map<Long, Integer> versions = new HashMap<>();

    RecordDecoder(TopicDefinition topic) {
        this.deserializer = AvroSerdes.deserializer(topic.valueType());
    }

    RecordContent decode(ConsumerRecord<byte[], byte[]> record) {
        UnreadableMark mark = UnreadableMark.of(record.headers()).orElse(null);
        if (mark != null) {
            return new RecordContent.Undecodable(mark.line());
        }
        if (record.value() == null) {
            return new RecordContent.Tombstone();
        }
        try {
            SpecificRecord value =
                    Objects.requireNonNull(deserializer.deserialize(record.topic(), record.headers(), record.value()));
            return new RecordContent.Decoded(value, version(record.value()));
        } catch (SerializationException e) {
            return new RecordContent.Undecodable(Objects.requireNonNullElse(e.getMessage(), "cannot be decoded"));
        }
    }

    private int version(byte[] bytes) {
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
        return versions.computeIfAbsent(fingerprint, known -> {
            ReleasedSchemas released = ReleasedSchemas.onClassPath();
            return released.versionOf(Objects.requireNonNull(released.findByFingerprint(known)));
        });
    }
}
