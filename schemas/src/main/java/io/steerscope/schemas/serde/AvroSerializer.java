package io.steerscope.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes a record in the schema of its class. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

    private final Class<T> recordClass;
    private final BinaryMessageEncoder<T> encoder;
    private final int version;

    AvroSerializer(Class<T> recordClass) {
        this.recordClass = recordClass;
        this.encoder = new BinaryMessageEncoder<>(RecordModel.INSTANCE, RecordModel.INSTANCE.getSchema(recordClass));
        this.version = ReleasedSchemas.onClassPath().versionOf(RecordModel.INSTANCE.getSchema(recordClass));
    }

    /** As {@link #serialize(String, SpecificRecord)}, and notes the version of the schema in {@code headers}. */
    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
        byte[] bytes = serialize(topic, value);
        if (bytes != null) {
            SchemaVersion.write(headers, version);
        }
        return bytes;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) {
            return null;
        }
        try {
            ByteBuffer buffer = encoder.encode(value);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "%s for topic %s cannot be encoded: %s"
                            .formatted(recordClass.getSimpleName(), topic, e.getMessage()),
                    e);
        }
    }
}
