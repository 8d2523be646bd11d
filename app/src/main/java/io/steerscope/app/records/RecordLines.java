package io.steerscope.app.records;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.consumer.UnreadableMark;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.serde.SchemaVersion;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * The records of one topic as JSON objects.
 *
 * <p>An object has {@code partition}, {@code offset}, {@code timestamp} (ISO 8601, null where there is none),
 * {@code key} (text, null, or {@code key_base64}), {@code headers} (a list of {@code key} and {@code value}, which may
 * be {@code value_base64}; left out where there are none) and one of
 *
 * <ul>
 *   <li>{@code schema_version} and {@code value}, the record; the header that says the version again is left out;
 *   <li>{@code value}, null: a tombstone;
 *   <li>{@code error}, why the value cannot be decoded, with {@code value_base64}, unless it could not even be read.
 * </ul>
 *
 * <p>What a terminal would not show as it is, such as marks that turn the direction of text, is escaped.
 */
public final class RecordLines {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_OTHERS = 10;
    private static final String IN_BASE64 = "_base64";

    private final RecordDecoder decoder;
    private final Detail detail;
    private final boolean isIndented;
    private final @Nullable String experiment;
    private final SortedSet<String> others = new TreeSet<>();
    private long undecodable;
    private long wanted;

    /**
     * @param isIndented whether an object takes several lines, for people
     * @param experiment the experiment whose records alone are wanted, or null for all
     */
    public RecordLines(TopicDefinition topic, Detail detail, boolean isIndented, @Nullable String experiment) {
        this.decoder = new RecordDecoder(topic);
        this.detail = detail;
        this.isIndented = isIndented;
        this.experiment = experiment;
    }

    /** The JSON of a record without a line end; empty if the record is not of the experiment. */
    public Optional<String> of(ConsumerRecord<byte[], byte[]> record) {
        RecordContent content = decoder.decode(record);
        if (!isWanted(record, content)) {
            noteOther(record);
            return Optional.empty();
        }
        wanted++;
        if (content instanceof RecordContent.Undecodable) {
            undecodable++;
        }
        return Optional.of(json(record, content).lines().map(VisibleText::of).collect(Collectors.joining("\n")));
    }

    /** How many of the records that were given are of the experiment. */
    public long wanted() {
        return wanted;
    }

    /** The first experiments, by id, whose records were given and not wanted. */
    public SortedSet<String> others() {
        return Collections.unmodifiableSortedSet(others);
    }

    private void noteOther(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            others.add(new String(record.key(), StandardCharsets.UTF_8).split("/", 2)[0]);
            if (others.size() > MOST_OTHERS) {
                others.remove(others.last());
            }
        }
    }

    /** How many of the records that were given could not be decoded. */
    public long undecodable() {
        return undecodable;
    }

    private boolean isWanted(ConsumerRecord<byte[], byte[]> record, RecordContent content) {
        if (experiment == null) {
            return true;
        }
        if (content instanceof RecordContent.Decoded decoded
                && decoded.value() instanceof DeadLetter letter
                && letter.getIdentity() != null) {
            return experiment.equals(letter.getIdentity().getExperimentId());
        }
        if (record.key() == null) {
            return false;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        return key.equals(experiment) || key.startsWith(experiment + "/");
    }

    private String json(ConsumerRecord<byte[], byte[]> record, RecordContent content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            if (isIndented) {
                json.useDefaultPrettyPrinter();
            }
            json.writeStartObject();
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeObjectField("timestamp", time(record.timestamp()));
            bytes(json, "key", record.key());
            headers(json, record, content);
            content(json, record, content);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void content(JsonGenerator json, ConsumerRecord<byte[], byte[]> record, RecordContent content)
            throws IOException {
        if (content instanceof RecordContent.Decoded decoded) {
            json.writeNumberField("schema_version", decoded.schemaVersion());
            json.writeFieldName("value");
            new RecordJson(json, detail).write(decoded.value());
        } else if (content instanceof RecordContent.Undecodable wrong) {
            json.writeStringField("error", wrong.reason());
            if (record.value() != null) {
                json.writeStringField("value" + IN_BASE64, BytesText.base64(ByteBuffer.wrap(record.value())));
            }
        } else {
            json.writeNullField("value");
        }
    }

    private static void headers(JsonGenerator json, ConsumerRecord<byte[], byte[]> record, RecordContent content)
            throws IOException {
        boolean begun = false;
        for (Header header : record.headers()) {
            if (!isSaidBy(content, header)) {
                if (!begun) {
                    json.writeArrayFieldStart("headers");
                    begun = true;
                }
                json.writeStartObject();
                json.writeStringField("key", header.key());
                bytes(json, "value", header.value());
                json.writeEndObject();
            }
        }
        if (begun) {
            json.writeEndArray();
        }
    }

    private static boolean isSaidBy(RecordContent content, Header header) {
        if (header instanceof UnreadableMark) {
            return true;
        }
        return content instanceof RecordContent.Decoded decoded
                && header.key().equals(SchemaVersion.HEADER)
                && header.value() != null
                && new String(header.value(), StandardCharsets.UTF_8).equals(Integer.toString(decoded.schemaVersion()));
    }

    private static void bytes(JsonGenerator json, String name, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            json.writeNullField(name);
        } else {
            RecordJson.text(json, name, IN_BASE64, ByteBuffer.wrap(bytes));
        }
    }

    private static @Nullable String time(long millis) {
        return millis < 0 ? null : Instant.ofEpochMilli(millis).toString();
    }
}
