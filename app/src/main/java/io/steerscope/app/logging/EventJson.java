package io.steerscope.app.logging;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import org.jspecify.annotations.Nullable;

/**
 * One event as one line of JSON, in ASCII, so that no text inside can end the line or move a cursor.
 *
 * <p>Its fields are {@code time} (RFC 3339 in UTC, with milliseconds), {@code level} ({@code ERROR} to {@code TRACE}),
 * {@code logger}, {@code thread}, {@code message}, those of the event itself, and {@code exception}, a stack trace.
 * Numbers and truth values stay what they are, everything else is text, with a question mark for half a surrogate pair.
 * A field of an event that has the name of another gets underscores behind it.
 */
final class EventJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private EventJson() {}

    /** The line, without its end. */
    static String line(
            Instant time,
            String level,
            String logger,
            String thread,
            String message,
            Map<String, ?> fields,
            @Nullable String exception) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("time", TIME.format(time));
        all.put("level", level);
        all.put("logger", logger);
        all.put("thread", thread);
        all.put("message", message);
        fields.forEach((name, value) -> all.put(free(name, all), value == null ? "null" : value));
        if (exception != null) {
            all.put("exception", exception);
        }
        return written(all);
    }

    private static String free(String name, Map<String, Object> taken) {
        String free = name;
        while (taken.containsKey(free) || free.equals("exception")) {
            free += "_";
        }
        return free;
    }

    private static String written(Map<String, Object> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                json.writeFieldName(wellFormed(field.getKey()));
                write(field.getValue(), json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(text(value));
        }
    }

    /** Half a surrogate pair can be written as JSON, and many a reader then refuses the whole line. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** A value that cannot say what it is must not keep the event from being told. */
    private static String text(Object value) {
        try {
            return wellFormed(String.valueOf(value));
        } catch (RuntimeException e) {
            return value.getClass().getName() + " (" + e.getClass().getName() + ")";
        }
    }
}
