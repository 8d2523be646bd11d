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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.statistics.analysis.MarginObservation;

/**
 * Reads a CSV file of margins, UTF-8, with a header line that names the columns {@code pair_id}, {@code category},
 * {@code alpha}, {@code seed} and {@code margin} in any order; others are ignored.
 */
public final class MarginsFile {

    private static final List<String> COLUMNS = List.of("pair_id", "category", "alpha", "seed", "margin");

    private final String name;
    private final CsvTokenizer records;
    private final Map<String, Integer> positions = new HashMap<>();
    private int width;

    private MarginsFile(String name, String text) {
        this.name = name;
        this.records = new CsvTokenizer(name, text);
    }

    /**
     * The margins of a file, in its order.
     *
     * @throws MarginsFileException if the file holds no margins in this form
     * @throws IOException if it cannot be read
     */
    public static List<MarginObservation> read(Path file) throws IOException {
        String name = file.toString();
        return new MarginsFile(name, decode(name, Files.readAllBytes(file))).observations();
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
            observations.add(observation(fields));
        }
        if (observations.isEmpty()) {
            throw new MarginsFileException(name, 2, 1, "no margins: add one line for each image");
        }
        return observations;
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
