package io.steerscope.app.records;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;

import io.steerscope.schemas.serde.ReleasedSchemas;

/** A record of any released schema, without absent parts, as the program of that release wrote it. */
public final class SampleValues {

    private SampleValues() {}

    /** The last released schema of a record. */
    public static Schema latest(String record) {
        List<Schema> versions = ReleasedSchemas.onClassPath().versionsOf("io.steerscope.schemas.record." + record);
        return versions.get(versions.size() - 1);
    }

    /** A record in which every text is the name of its field, and every number 7. */
    public static GenericRecord of(Schema schema) {
        return (GenericRecord) value("", schema);
    }

    /** The value of a Kafka record. */
    public static byte[] encoded(GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new BinaryMessageEncoder<GenericRecord>(GenericData.get(), record.getSchema()).encode(record, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Object value(String name, Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.name(), value(field.name(), field.schema())));
                yield record;
            }
            case UNION ->
                value(
                        name,
                        schema.getTypes().stream()
                                .filter(type -> type.getType() != Schema.Type.NULL)
                                .findFirst()
                                .orElseThrow());
            case ARRAY -> List.of(value(name, schema.getElementType()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
            case STRING -> name;
            case BYTES -> ByteBuffer.wrap(new byte[] {0, 0, (byte) 0x80, 0x3F});
            case INT -> 7;
            case LONG -> 7L;
            case FLOAT -> 7f;
            case DOUBLE -> 7.0;
            case BOOLEAN -> true;
            default -> throw new IllegalArgumentException(schema + " stands in no record");
        };
    }
}
