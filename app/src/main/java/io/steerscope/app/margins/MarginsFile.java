package io.steerscope.app.margins;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import io.steerscope.statistics.analysis.MarginObservation;

/**
 * Reads a CSV file of margins, UTF-8, with a header line that names the columns {@code pair_id}, {@code category},
 * {@code alpha}, {@code seed} and {@code margin} in any order. A file may hold margins of several methods and
 * scorers, told apart by the columns {@code method} and {@code scorer}; one of each is read. Other columns are
 * ignored.
 */
public final class MarginsFile {

    private static final List<String> COLUMNS = List.of("pair_id", "category", "alpha", "seed", "margin");

    private static final List<String> SERIES = List.of("method", "scorer");

    private final String name;
    private final CsvTokenizer records;
    private final Map<String, String> chosen;
    private final Map<String, SortedSet<String>> found = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private int width;

    private MarginsFile(String name, String text, Map<String, String> chosen) {
        this.name = name;
        this.chosen = chosen;
        this.records = new CsvTokenizer(name, text);
    }

    /**
     * The margins of a file, in its order.
     *
     * @throws MarginsFileException if the file holds no margins in this form
     * @throws IOException if it cannot be read
     */
    public static List<MarginObservation> read(Path file) throws IOException {
        return read(file, Map.of());
    }

    /**
     * The margins of one method and scorer of a file, in its order.
     *
     * @param chosen the value wanted in column {@code method}, {@code scorer} or both; a column that is not chosen
     *     may hold only one value
     * @throws MarginsFileException if the file holds no such margins in this form
     * @throws IOException if it cannot be read
     */
    public static List<MarginObservation> read(Path file, Map<String, String> chosen) throws IOException {
        String name = file.toString();
        return new MarginsFile(name, decode(name, Files.readAllBytes(file)), chosen).observations();
    }

    private List<MarginObservation> observations() {
        readHeader();
        List<MarginObservation> observations = new ArrayList<>();
        for (List<CsvField> fields = records.next(); !fields.isEmpty(); fields = records.next()) {
            if (fields.size() != width) {
                CsvField last = fields.get(fields.size() - 1);
                throw error(
                        last,
                        fields.size() + " fields where the header has " + width
                                + ": put fields that hold a comma in double quotes");
            }
            if (isChosen(fields)) {
                observations.add(observation(fields));
            }
        }
        requireOneSeries();
        if (observations.isEmpty()) {
            throw new MarginsFileException(name, 2, 1, "no margins: add one line for each image");
        }
        return observations;
    }

    /** Whether a record is of the chosen method and scorer; notes which there are. */
    private boolean isChosen(List<CsvField> fields) {
        boolean isChosen = true;
        for (String column : SERIES) {
            Integer position = positions.get(column);
            if (position != null) {
                String value = fields.get(position).text();
                found.computeIfAbsent(column, key -> new TreeSet<>()).add(value);
                isChosen &= value.equals(chosen.getOrDefault(column, value));
            }
        }
        return isChosen;
    }

    private void requireOneSeries() {
        for (String column : SERIES) {
            SortedSet<String> values = found.getOrDefault(column, Collections.emptySortedSet());
            String wanted = chosen.get(column);
            String there = String.join(", ", values);
            if (wanted == null && values.size() > 1) {
                throw new MarginsFileException(
                        name,
                        1,
                        1,
                        "the file holds %d %ss (%s): choose one with --%s"
                                .formatted(values.size(), column, there, column));
            }
            if (wanted != null && !values.contains(wanted)) {
                throw new MarginsFileException(
                        name,
                        1,
                        1,
                        values.isEmpty()
                                ? "the file has no column " + column + ": leave --" + column + " out"
                                : "the file holds no " + column + " " + wanted + ": choose one of " + there);
            }
        }
    }

    private void readHeader() {
        List<CsvField> header = records.next();
        if (header.isEmpty()) {
            throw new MarginsFileException(
                    name, 1, 1, "the file is empty: start with the header " + String.join(",", COLUMNS));
        }
        width = header.size();
        for (int i = 0; i < width; i++) {
            if (positions.put(header.get(i).text(), i) != null) {
                throw error(header.get(i), "column " + header.get(i).text() + " occurs twice: rename one");
            }
        }
        for (String column : COLUMNS) {
            if (!positions.containsKey(column)) {
                throw error(
                        header.get(0),
                        "column " + column + " is missing: the header needs " + String.join(",", COLUMNS));
            }
        }
    }

    private MarginObservation observation(List<CsvField> fields) {
        CsvField margin = field(fields, "margin");
        double value = number(margin, "margin");
        if (Math.abs(value) > 2) {
            throw error(margin, "margin " + margin.text() + " is a difference of cosines and must lie in [-2, 2]");
        }
        return new MarginObservation(
                text(fields, "pair_id"),
                text(fields, "category"),
                number(field(fields, "alpha"), "alpha"),
                seed(field(fields, "seed")),
                value);
    }

    private CsvField field(List<CsvField> fields, String column) {
        return fields.get(positions.get(column));
    }

    private String text(List<CsvField> fields, String column) {
        CsvField field = field(fields, column);
        if (field.text().isBlank()) {
            throw error(field, column + " is empty: fill it in");
        }
        return field.text();
    }

    private double number(CsvField field, String column) {
        try {
            double value = Double.parseDouble(field.text());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is not finite.
        }
        throw error(field, column + " \"" + field.text() + "\" is not a finite number: write it like 0.25");
    }

    private long seed(CsvField field) {
        try {
            return Long.parseLong(field.text());
        } catch (NumberFormatException e) {
            throw error(field, "seed \"" + field.text() + "\" is not a 64-bit whole number: write it like 2");
        }
    }

    private MarginsFileException error(CsvField at, String message) {
        return new MarginsFileException(name, at.line(), at.column(), message);
    }

    private static String decode(String name, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.length() - text.lastIndexOf('\n');
            throw new MarginsFileException(name, line, column, "not valid UTF-8: save the file as UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
