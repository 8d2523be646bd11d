package io.steerscope.results.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of typed cells.
 *
 * @param name what it shows, in a few words
 * @param caption what its columns mean, or empty
 * @param columns its columns; the first names the rows
 * @param rows its rows, each with a cell for every column
 */
public record Table(String name, String caption, List<Column> columns, List<List<Cell>> rows) implements Block {

    /** @throws IllegalArgumentException if there is no column, or a row has another number of cells */
    public Table {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("The table \"" + name + "\" has no columns");
        }
        List<List<Cell>> copied = new ArrayList<>(rows.size());
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of \"%s\" has %d cells for %d columns".formatted(name, row.size(), columns.size()));
            }
            copied.add(List.copyOf(row));
        }
        rows = List.copyOf(copied);
    }

    /**
     * A column.
     *
     * @param title its heading
     * @param isNumber whether its cells are numbers, which stand below each other by their last digit
     */
    public record Column(String title, boolean isNumber) {

        /** A column of texts. */
        public static Column text(String title) {
            return new Column(title, false);
        }

        /** A column of numbers. */
        public static Column number(String title) {
            return new Column(title, true);
        }
    }
}
