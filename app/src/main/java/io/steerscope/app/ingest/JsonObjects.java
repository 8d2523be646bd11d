package io.steerscope.app.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import io.steerscope.schemas.table.Place;

/**
 * Rows that are JSON objects: a line of JSON Lines each, or a member of a tar. The constants NaN and Infinity, which
 * Python writes, are read where a member says nothing of an image. A member of an object within the object has the
 * names of both with a point between them.
 */
final class JsonObjects {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Names that are texts, whatever stands in CSV: a number there is another column, or a slip. */
    private static final Set<ImageField> TEXTS = Set.of(ImageField.FILE, ImageField.TARGET, ImageField.SOURCE);

    private record Value(String text, JsonToken token, Place place) {}

    private final Part part;
    private final ColumnMapping mapping;
    private final Set<String> columns;
    private final RowSink sink;
    private final JsonWords words;
    private final Set<String> ignored = new HashSet<>();

    JsonObjects(Part part, ColumnMapping mapping, RowSink sink) {
        this.part = part;
        this.mapping = mapping;
        this.columns = mapping.columns();
        this.sink = sink;
        this.words = new JsonWords(part.form());
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
        Set<String> names = new LinkedHashSet<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                fault.accept(new Place(line, 1), words.noObject());
                return false;
            }
            if (!readFields(parser, line, names, values, fault)) {
                return false;
            }
            if (parser.nextToken() != null) {
                fault.accept(place(parser, line), words.textBehind());
                return false;
            }
        } catch (JacksonException e) {
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            fault.accept(new Place(line, column), words.noJson(e, text));
            return false;
        }
        row.setNames(names);
        for (ImageField field : ImageField.values()) {
            Value value =
                    mapping.column(field, values.keySet()).map(values::remove).orElse(null);
            if (value == null) {
                continue;
            }
            if (TEXTS.contains(field) && value.token() != JsonToken.VALUE_STRING) {
                fault.accept(value.place(), words.noText(field.label(), value.text()));
                return false;
            }
            row.put(field, value.text(), value.place());
        }
        values.keySet().forEach(this::ignore);
        return true;
    }

    private boolean readFields(
            JsonParser parser, int line, Set<String> names, Map<String, Value> values, BiConsumer<Place, String> fault)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!names.add(name)) {
                fault.accept(place(parser, line), words.twice(name));
                return false;
            }
            JsonToken token = parser.nextToken();
            if (columns.contains(name)) {
                if (!readValue(parser, name, line, values, fault)) {
                    return false;
                }
            } else if (token == JsonToken.START_OBJECT) {
                if (!readInner(parser, name, line, names, values, fault)) {
                    return false;
                }
            } else {
                parser.skipChildren();
                ignore(name);
            }
        }
        return true;
    }

    private boolean readInner(
            JsonParser parser,
            String outer,
            int line,
            Set<String> names,
            Map<String, Value> values,
            BiConsumer<Place, String> fault)
            throws IOException {
        boolean isUsed = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = outer + "." + parser.currentName();
            names.add(name);
            parser.nextToken();
            if (!columns.contains(name)) {
                parser.skipChildren();
            } else if (readValue(parser, name, line, values, fault)) {
                isUsed = true;
            } else {
                return false;
            }
        }
        if (!isUsed) {
            ignore(outer);
        }
        return true;
    }

    private boolean readValue(
            JsonParser parser, String name, int line, Map<String, Value> values, BiConsumer<Place, String> fault)
            throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
            fault.accept(place(parser, line), "%s holds a list or an object: write one value".formatted(name));
            return false;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
            fault.accept(place(parser, line), words.noNumber(name, parser.getText()));
            return false;
        }
        if (token != JsonToken.VALUE_NULL) {
            values.put(name, new Value(parser.getText(), token, place(parser, line)));
        }
        return true;
    }

    private static Place place(JsonParser parser, int line) {
        return new Place(line, parser.currentTokenLocation().getColumnNr());
    }

    private void ignore(String name) {
        if (ignored.add(name)) {
            sink.ignored(part, name);
        }
    }
}
