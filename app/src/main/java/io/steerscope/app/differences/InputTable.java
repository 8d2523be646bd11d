package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.steerscope.schemas.table.CsvStream;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;

/** A CSV file of names and texts: its rows, and its faults, to which whoever understands the rows adds. */
final class InputTable {

    /** Where a field stands. */
    record Field(String text, Place place) {}

    /** A row: the fields that were asked for, by column. */
    final class Row {

        private final Map<String, Field> fields;

        private Row(Map<String, Field> fields) {
            this.fields = fields;
        }

        /** What stands in a column; empty where the file has no such column. */
        String text(String column) {
            Field field = fields.get(column);
            return field == null ? "" : field.text();
        }

        /** The file, line and character of a field. */
        String where(String column) {
            Place place = place(column);
            return file + ":" + place.line() + ":" + place.column();
        }

        int line() {
            return fields.values().iterator().next().place().line();
        }

        /** Notes what is wrong with a field. */
        void fault(String column, String fault) {
            faults.add(place(column), fault);
        }

        /**
         * Notes a field that a row before has, too.
         *
         * @param lines lines of the fields before, to which this one is added
         */
        void requireOnce(String column, Map<String, Integer> lines) {
            Integer first = lines.putIfAbsent(text(column), line());
            if (first != null) {
                fault(column, column + " " + repeated(text(column), first));
            }
        }

        private Place place(String column) {
            Field field = fields.get(column);
            return field == null ? Place.BEGINNING : field.place();
        }
    }

    private final Path file;
    private final TableFaults faults;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private InputTable(Path file, TableFaults faults, List<String> columns) {
        this.file = file;
        this.faults = faults;
        this.columns = columns;
    }

    /**
     * Reads a file. Fields of required columns hold text of one line; faults of single rows are noted.
     *
     * @param required columns that it must have
     * @param optional further columns that are read where there are any
     * @throws io.steerscope.schemas.table.TableException if the file has not these columns, or no row
     * @throws IOException if it cannot be read
     */
    static InputTable read(Path file, List<String> required, List<String> optional) throws IOException {
        TableFaults faults = new TableFaults(file);
        try (CsvStream table = CsvStream.open(file, required, faults)) {
            faults.refuseIfAny();
            List<String> columns = Stream.concat(
                            required.stream(), optional.stream().filter(table.columns()::contains))
                    .toList();
            InputTable input = new InputTable(file, faults, columns);
            int[] positions = columns.stream().mapToInt(table::position).toArray();
            table.forEach(row -> input.take(row, positions, required.size()));
            if (faults.count() == 0 && input.rows.isEmpty()) {
                faults.add(Place.BEGINNING, "there is no row: write " + String.join(",", required) + " on each line");
                faults.refuseIfAny();
            }
            return input;
        }
    }

    private void take(CsvStream.Row row, int[] positions, int required) {
        Map<String, Field> fields = new LinkedHashMap<>();
        boolean isWhole = true;
        for (int i = 0; i < positions.length; i++) {
            String text = row.text(positions[i]);
            String fault = i < required && text.isBlank()
                    ? "is empty: fill it in, or leave the row out"
                    : FieldText.fault(text);
            if (!fault.isEmpty()) {
                faults.add(row.place(positions[i]), columns.get(i) + " " + fault);
                isWhole = false;
            }
            fields.put(columns.get(i), new Field(text, row.place(positions[i])));
        }
        if (isWhole) {
            rows.add(new Row(fields));
        }
    }

    /** What to say of a name that stands in a file twice. */
    static String repeated(String name, int line) {
        return "%s stands here and on line %d: keep one of them".formatted(FieldText.quoted(name), line);
    }

    /** The rows without a fault, in the order of the file. */
    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Whether the file has a column of those that were asked for. */
    boolean has(String column) {
        return columns.contains(column);
    }

    /** @throws io.steerscope.schemas.table.TableException if any fault was noted */
    void refuseFaults() {
        faults.refuseIfAny();
    }
}
