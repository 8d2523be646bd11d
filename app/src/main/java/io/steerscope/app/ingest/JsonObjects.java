package io.steerscope.app.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.text.VisibleText;

/** Rows that are JSON objects: a line of JSON Lines each, or a member of a tar. */
final class JsonObjects {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private record Value(String text, Place place) {}

    private final Part part;
    private final ColumnMapping mapping;
    private final Set<String> columns;
    private final RowSink sink;
    private final Set<String> ignored = new HashSet<>();

    JsonObjects(Part part, ColumnMapping mapping, RowSink sink) {
        this.part = part;
        this.mapping = mapping;
        this.columns = mapping.columns();
        this.sink = sink;
    }

    /**
     * Reads an object into a row.
     *
     * @param line that its first line is, in what places of fields are told by
     * @param fault takes what is wrong
     * @return whether nothing is
     */
    boolean read(String text, int line, RawRow row, BiConsumer<Place, String> fault) throws IOException {
        Map<String, Value> values = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                fault.accept(
                        new Place(line, 1), "is no JSON object: write {\"file_name\": \"...\", \"target\": \"...\"}");
                return false;
            }
            if (!readFields(parser, line, values, fault)) {
                return false;
            }
            if (parser.nextToken() != null) {
                fault.accept(
                        new Place(line, parser.currentTokenLocation().getColumnNr()),
                        "text after the object: write one object on each line");
                return false;
            }
        } catch (JacksonException e) {
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            fault.accept(
                    new Place(line, column),
                    "not JSON (%s): write one object on each line".formatted(VisibleText.of(e.getOriginalMessage())));
            return false;
        }
        for (ImageField field : ImageField.values()) {
            mapping.column(field, values.keySet()).ifPresent(name -> {
                Value value = values.remove(name);
                if (value != null) {
                    row.put(field, value.text(), value.place());
                }
            });
        }
        values.keySet().forEach(this::ignore);
        return true;
    }

    private boolean readFields(JsonParser parser, int line, Map<String, Value> values, BiConsumer<Place, String> fault)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!columns.contains(name)) {
                ignore(name);
                parser.skipChildren();
            } else if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
                fault.accept(
                        new Place(line, parser.currentTokenLocation().getColumnNr()),
                        "%s holds a list or an object: write one value".formatted(name));
                return false;
            } else if (token != JsonToken.VALUE_NULL) {
                Place place = new Place(line, parser.currentTokenLocation().getColumnNr());
                values.put(name, new Value(parser.getText(), place));
            }
        }
        return true;
    }

    private void ignore(String name) {
        if (ignored.add(name)) {
            sink.ignored(part, name);
        }
    }
}
