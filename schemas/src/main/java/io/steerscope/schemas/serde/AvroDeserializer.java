package io.steerscope.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of its class from any released version of its schema.
 *
 * <p>It decodes from the array rather than through {@code BinaryMessageDecoder}, which reads a stream: a stream's
 * decoder cannot know how much is left, so that a corrupt length would make it reserve up to 2 GiB and kill the
 * process.
 */
final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

    private static final int HEADER_BYTES = 10;

    private final Class<T> recordClass;
    private final ReleasedSchemas released;
    private final Map<Long, DatumReader<T>> readers = new HashMap<>();
    private final int known;

    AvroDeserializer(Class<T> recordClass, ReleasedSchemas released) {
        this.recordClass = recordClass;
        this.released = released;
        Schema present = RecordModel.INSTANCE.getSchema(recordClass);
        released.versionsOf(present.getFullName()).forEach(version -> addReader(version, present));
        addReader(present, present);
        this.known = released.versionOf(present);
    }

    private void addReader(Schema writer, Schema present) {
        readers.put(
                ReleasedSchemas.fingerprint(writer), new SpecificDatumReader<>(writer, present, RecordModel.INSTANCE));
    }

    /** @throws NewerSchemaException if the headers say that a newer release wrote the record */
    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        int version = SchemaVersion.read(headers);
        if (version > known && bytes != null) {
            throw new NewerSchemaException(topic, recordClass.getSimpleName(), version, known);
        }
        return deserialize(topic, bytes);
    }

    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != (byte) 0xC3 || bytes[1] != 0x01) {
            throw malformed(topic, bytes, "not in Avro single-object encoding, which starts with C3 01", null);
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
        DatumReader<T> reader = readers.get(fingerprint);
        if (reader == null) {
            throw malformed(topic, bytes, foreignSchema(fingerprint), null);
        }
        return decode(topic, bytes, reader);
    }

    private T decode(String topic, byte[] bytes, DatumReader<T> reader) {
        BinaryDecoder decoder =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        T value;
        try {
            value = reader.read(null, decoder);
        } catch (EOFException e) {
            throw malformed(topic, bytes, "truncated", e);
        } catch (IOException | RuntimeException e) {
            throw malformed(topic, bytes, "cannot be decoded: " + e.getMessage(), e);
        }
        if (decoder.remainingBytes() > 0) {
            throw malformed(topic, bytes, decoder.remainingBytes() + " surplus bytes after the record", null);
        }
        return value;
    }

    private String foreignSchema(long fingerprint) {
        Schema schema = released.findByFingerprint(fingerprint);
        return schema == null
                ? "unknown schema fingerprint %016x".formatted(fingerprint)
                : "it holds a " + schema.getName();
    }

    private SerializationException malformed(String topic, byte[] bytes, String problem, @Nullable Exception cause) {
        return new SerializationException(
                "value of %d bytes in topic %s is no %s: %s"
                        .formatted(bytes.length, topic, recordClass.getSimpleName(), problem),
                cause);
    }
}
