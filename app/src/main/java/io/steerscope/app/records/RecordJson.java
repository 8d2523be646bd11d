package io.steerscope.app.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.ImageData;

/**
 * A record as a JSON object, field by field under the names of its schema: unions without a wrapper, times as ISO 8601,
 * enums by name, what is absent as null. Of bytes:
 *
 * <table>
 * <caption>Bytes of a field {@code x}</caption>
 * <tr><th>of</th><th>members</th></tr>
 * <tr><td>an embedding</td><td>{@code xElements}, and where asked for {@code x}, an array of numbers</td></tr>
 * <tr><td>an image, {@code bytes}</td><td>{@code sizeBytes}, and where asked for {@code bytes}, base64</td></tr>
 * <tr><td>the value of a failed record</td><td>{@code xSizeBytes}, and where asked for {@code x}, base64</td></tr>
 * <tr><td>others</td><td>{@code x} as text where they are UTF-8, else {@code xBase64}</td></tr>
 * </table>
 */
final class RecordJson {

    private static final String ELEMENTS = "Elements";
    private static final String EMBEDDING = "embedding";

    private final JsonGenerator json;
    private final Detail detail;

    RecordJson(JsonGenerator json, Detail detail) {
        this.json = json;
        this.detail = detail;
    }

    /** Writes the object. */
    void write(IndexedRecord record) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value instanceof ByteBuffer bytes) {
                bytes(record, field.name(), bytes);
            } else if (value instanceof List<?> list && isVector(field.schema())) {
                elements(field.name(), list);
            } else {
                json.writeFieldName(field.name());
                value(value);
            }
        }
        json.writeEndObject();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value instanceof IndexedRecord record) {
            write(record);
        } else if (value instanceof Collection<?> values) {
            json.writeStartArray();
            for (Object each : values) {
                value(each);
            }
            json.writeEndArray();
        } else if (value instanceof Number || value instanceof Boolean) {
            json.writeObject(value);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private void bytes(IndexedRecord record, String name, ByteBuffer bytes) throws IOException {
        if (record instanceof ImageData) {
            left(name, "sizeBytes", bytes);
        } else if (record instanceof DeadLetter && name.equals("originalValue")) {
            left(name, name + "SizeBytes", bytes);
        } else if (name.equals(EMBEDDING) && bytes.remaining() % Float.BYTES == 0) {
            vector(name, EmbeddingBytes.vector(bytes));
        } else {
            text(json, name, "Base64", bytes);
        }
    }

    private void left(String name, String size, ByteBuffer bytes) throws IOException {
        json.writeNumberField(size, bytes.remaining());
        if (detail.images()) {
            json.writeStringField(name, BytesText.base64(bytes));
        }
    }

    private void vector(String name, float[] vector) throws IOException {
        json.writeNumberField(name + ELEMENTS, vector.length);
        if (detail.embeddings()) {
            json.writeArrayFieldStart(name);
            for (float element : vector) {
                json.writeNumber(element);
            }
            json.writeEndArray();
        }
    }

    private void elements(String name, List<?> elements) throws IOException {
        json.writeNumberField(name + ELEMENTS, elements.size());
        if (detail.embeddings()) {
            json.writeFieldName(name);
            value(elements);
        }
    }

    /** Bytes under {@code name} as text, or as base64 under {@code name} and the suffix. */
    static void text(JsonGenerator json, String name, String suffix, ByteBuffer bytes) throws IOException {
        String text = BytesText.text(bytes).orElse(null);
        if (text != null) {
            json.writeStringField(name, text);
        } else {
            json.writeStringField(name + suffix, BytesText.base64(bytes));
        }
    }

    /** Whether a field is a list of floats or null: earlier scores have their embedding so. */
    private static boolean isVector(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> schema.getTypes().stream().anyMatch(RecordJson::isVector);
            case ARRAY -> schema.getElementType().getType() == Schema.Type.FLOAT;
            default -> false;
        };
    }
}
