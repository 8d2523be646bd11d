package io.steerscope.schemas.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A table in a CSV file of any size, in the same form as a {@link CsvTable}, of which one row is in memory at a time.
 *
 * <p>What cannot be read on behind it ends the file at once: a quote that is never closed, bytes that are not UTF-8.
 */
public final class CsvStream implements AutoCloseable {

    private final TableFaults faults;
    private final CsvLexer lexer;
    private final Map<String, Integer> positions;
    private final boolean[] named;
    private final int least;
    private final boolean hasIndex;

    private CsvStream(TableFaults faults, CsvLexer lexer, List<String> required, boolean mayHaveIndex)
            throws IOException {
        boolean index = false;
        this.faults = faults;
        this.lexer = lexer;
        if (next()) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < lexer.count(); i++) {
                names.add(lexer.text(i));
            }
            index = mayHaveIndex && names.get(0).isBlank();
            this.named = new boolean[names.size()];
            this.positions = Collections.unmodifiableMap(
                    new CsvHeader(names, String.join(",", names), required).positions(lexer.rowPlace(), faults));
        } else {
            this.named = new boolean[0];
            this.positions = Map.of();
            faults.add(Place.BEGINNING, "the file is empty: begin with a line that names the columns");
        }
        positions.values().forEach(position -> named[position] = true);
        this.hasIndex = index;
        this.least = positions.isEmpty() ? 0 : Collections.max(positions.values()) + 1;
    }

    /**
     * Opens a file and reads its first line; what is wrong with that is noted, and the table then has no rows.
     *
     * @param required columns that it must have
     * @throws TableException if the first line cannot be read to its end
     * @throws IOException if the file cannot be read
     */
    public static CsvStream open(Path file, List<String> required, TableFaults faults) throws IOException {
        return open(file, required, faults, false);
    }

    /**
     * The same of a table whose first column may be one of row numbers without a name, as pandas writes it, whose
     * fields are passed over.
     */
    public static CsvStream openWithIndex(Path file, List<String> required, TableFaults faults) throws IOException {
        return open(file, required, faults, true);
    }

    private static CsvStream open(Path file, List<String> required, TableFaults faults, boolean mayHaveIndex)
            throws IOException {
        Utf8Reader in = Utf8Reader.open(file);
        try {
            return new CsvStream(faults, new CsvLexer(in, faults), required, mayHaveIndex);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** Whether the first column has no name, and is passed over. */
    public boolean hasIndex() {
        return hasIndex;
    }

    /** The named columns, in the order of the file. */
    public List<String> columns() {
        return List.copyOf(positions.keySet());
    }

    /**
     * Where a column stands among the fields of a row.
     *
     * @throws IllegalArgumentException if the table has no such column
     */
    public int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("There is no column " + column);
        }
        return position;
    }

    /**
     * Takes every row that has a field for every column; what is wrong with the others is noted. Works once.
     *
     * @param action given the same object for every row
     * @throws TableException if the file cannot be read to its end
     */
    public void forEach(Consumer<Row> action) throws IOException {
        if (positions.isEmpty()) {
            return;
        }
        Row row = new Row();
        while (next()) {
            if (isWhole()) {
                action.accept(row);
            }
        }
    }

    @Override
    public void close() {
        try {
            lexer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on to the next row with any text. */
    private boolean next() throws IOException {
        while (lexer.next()) {
            if (!lexer.isBlank()) {
                return true;
            }
        }
        return false;
    }

    private boolean isWhole() {
        boolean surplus = false;
        for (int i = named.length; i < lexer.count(); i++) {
            surplus |= !lexer.isEmpty(i);
        }
        if (lexer.count() < least || surplus) {
            faults.add(
                    lexer.rowPlace(),
                    "%d fields where the header has %d: put a field that holds a comma in double quotes%s"
                            .formatted(
                                    lexer.count(), named.length, surplus ? ", and write decimals with a point" : ""));
            return false;
        }
        for (int i = hasIndex ? 1 : 0; i < Math.min(named.length, lexer.count()); i++) {
            if (!lexer.isEmpty(i) && !named[i]) {
                faults.add(
                        lexer.place(i),
                        "%s stands in a column without a name: name the column in the first line, or remove the field"
                                .formatted(FieldText.quoted(lexer.text(i))));
                return false;
            }
        }
        return true;
    }

    /** The present row. */
    public final class Row {

        private Row() {}

        /** The text of a field, without its quotes, or without the space around it where it has none. */
        public String text(int position) {
            return lexer.text(position);
        }

        /** The float nearest to the plain decimal number in a field; NaN if there is none that is finite. */
        public float nearestFloat(int position) {
            return lexer.nearestFloat(position);
        }

        /** The line on which the row begins. */
        public int line() {
            return lexer.rowPlace().line();
        }

        /** Where a field begins. */
        public Place place(int position) {
            return lexer.place(position);
        }
    }
}
