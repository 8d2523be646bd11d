package io.steerscope.producer.pairs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of a CSV text. */
final class Csv {

    private static final Logger LOG = LoggerFactory.getLogger(Csv.class);

    private final Path file;
    private final String text;
    private final Problems problems;
    private final Places places;
    private final List<Row> rows = new ArrayList<>();
    private int nextRow;

    private Csv(Path file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
        this.places = new Places(text);
    }

    /** The rows that have every field of a pair; what is wrong with the others is noted in {@code problems}. */
    static List<Row> rows(Path file, String text, Problems problems) throws IOException {
        Csv csv = new Csv(file, text, problems);
        csv.read();
        return csv.rows;
    }

    private void read() throws IOException {
        try (CSVParser parser = CSVParser.builder()
                .setReader(new StringReader(text))
                .setFormat(CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get())
                .get()) {
            try {
                read(parser.iterator());
            } catch (UncheckedIOException e) {
                problems.add(
                        places.at(nextRow),
                        "the quotes of this row do not match: close every \" and write \"\" for a quote in the text");
            }
        }
    }

    private void read(Iterator<CSVRecord> records) {
        if (!records.hasNext()) {
            problems.add(new Place(1, 1), "the file is empty: begin with the line " + String.join(",", Row.FIELDS));
            return;
        }
        CSVRecord first = records.next();
        List<String> header = first.stream().map(String::strip).toList();
        nextRow = rowAfter(first);
        if (!check(header)) {
            return;
        }
        while (records.hasNext()) {
            CSVRecord row = records.next();
            add(header, row);
            nextRow = rowAfter(row);
        }
    }

    private boolean check(List<String> header) {
        List<String> missing =
                Row.FIELDS.stream().filter(field -> !header.contains(field)).toList();
        missing.forEach(field -> problems.add(
                new Place(1, 1),
                "column %s is missing, the header has %s: add it".formatted(field, String.join(",", header))));
        boolean unique = new HashSet<>(header).size() == header.size();
        if (!unique) {
            problems.add(new Place(1, 1), "a column stands in the header twice: remove one of them");
        }
        List<String> ignored =
                header.stream().filter(column -> !Row.FIELDS.contains(column)).toList();
        if (!ignored.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("columns", ignored)
                    .log("columns are ignored");
        }
        return missing.isEmpty() && unique;
    }

    private void add(List<String> header, CSVRecord row) {
        int start = start(row);
        if (row.size() != header.size()) {
            problems.add(
                    places.at(start),
                    "the row has %d fields, the header %d: put prompts that hold a comma in quotes"
                            .formatted(row.size(), header.size()));
            return;
        }
        Map<String, Row.Cell> cells = new HashMap<>();
        int offset = start;
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), new Row.Cell(row.get(i), places.at(offset)));
            offset = nextField(offset);
        }
        rows.add(new Row(cells));
    }

    /** Offset of the row after {@code row}, or of the end of the text. */
    private int rowAfter(CSVRecord row) {
        int offset = start(row);
        for (int i = 0; i < row.size(); i++) {
            offset = nextField(offset);
        }
        return skipLineEnds(offset);
    }

    /** Offset of a row; the parser's position of it lies before the blank lines above it. */
    private int start(CSVRecord row) {
        return skipLineEnds((int) row.getCharacterPosition());
    }

    private int skipLineEnds(int offset) {
        int i = offset;
        while (i < text.length() && isLineEnd(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Offset of the field after the one at {@code offset}; what stands within quotes does not end a field. */
    private int nextField(int offset) {
        boolean quoted = false;
        int i = offset;
        while (i < text.length() && (quoted || text.charAt(i) != ',' && !isLineEnd(text.charAt(i)))) {
            quoted ^= text.charAt(i) == '"';
            i++;
        }
        return Math.min(i + 1, text.length());
    }

    private static boolean isLineEnd(char character) {
        return character == '\n' || character == '\r';
    }
}
