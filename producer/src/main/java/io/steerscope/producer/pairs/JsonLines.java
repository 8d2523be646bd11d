package io.steerscope.producer.pairs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.text.VisibleText;

/** The rows of a JSON Lines text: one object of strings on each line; blank lines do not count. */
final class JsonLines {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLines.class);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final TableFaults faults;
    private final Set<String> ignored = new TreeSet<>();

    private JsonLines(TableFaults faults) {
        this.faults = faults;
    }

    /** The rows that have every field of a pair; what is wrong with the others is noted in {@code faults}. */
    static List<Row> of(String text, TableFaults faults) throws IOException {
        JsonLines reader = new JsonLines(faults);
        List<String> lines = text.lines().toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                reader.read(lines.get(i), i + 1, rows);
            }
        }
        if (!reader.ignored.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("file", faults.file())
                    .addKeyValue("fields", reader.ignored)
                    .log("fields are ignored");
        }
        return rows;
    }

    private void read(String text, int line, List<Row> rows) throws IOException {
        if (!text.stripLeading().startsWith("{")) {
            faults.add(
                    new Place(line, 1),
                    "the line is no object: write one on each line, such as {\"pair_id\": \"1\", ...},"
                            + " without brackets and commas around them");
            return;
        }
        try (JsonParser parser = JSON.createParser(text)) {
            Map<String, Row.Cell> cells = cells(parser, line);
            List<String> missing = Row.FIELDS.stream()
                    .filter(field -> !cells.containsKey(field))
                    .toList();
            missing.forEach(field -> faults.add(
                    new Place(line, 1), "field %s is missing or no text: add \"%s\": \"...\"".formatted(field, field)));
            if (missing.isEmpty()) {
                rows.add(new Row(cells));
            }
        } catch (JacksonException e) {
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            faults.add(
                    new Place(line, column),
                    "not JSON (%s): write one object on each line".formatted(VisibleText.of(e.getOriginalMessage())));
        }
    }

    private Map<String, Row.Cell> cells(JsonParser parser, int line) throws IOException {
        Map<String, Row.Cell> cells = new HashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return cells;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!Row.FIELDS.contains(field)) {
                ignored.add(field);
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING) {
                Place place = new Place(line, parser.currentTokenLocation().getColumnNr());
                cells.put(field, new Row.Cell(parser.getText(), place));
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            faults.add(
                    new Place(line, parser.currentTokenLocation().getColumnNr()),
                    "text after the object: write one object on each line");
        }
        return cells;
    }
}
