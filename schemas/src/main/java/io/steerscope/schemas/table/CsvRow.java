package io.steerscope.schemas.table;

import java.util.Map;

import org.apache.commons.csv.CSVRecord;

/** A row of a CSV table: a field for each named column. */
public final class CsvRow {

    private final CSVRecord fields;
    private final Map<String, Integer> positions;
    private final CsvPlaces places;
    private final int start;

    CsvRow(CSVRecord fields, Map<String, Integer> positions, CsvPlaces places, int start) {
        this.fields = fields;
        this.positions = positions;
        this.places = places;
        this.start = start;
    }

    /** Whether the table has a column of this name. */
    public boolean has(String column) {
        return positions.containsKey(column);
    }

    /**
     * The text of a field, without its quotes, or without the space around it where it has none.
     *
     * @throws IllegalArgumentException if the table has no such column
     */
    public String text(String column) {
        return fields.get(position(column));
    }

    /** The line on which the row begins. */
    public int line() {
        return places.line(start);
    }

    /** Where a field begins. */
    public Place place(String column) {
        return places.field(start, position(column));
    }

    private int position(String column) {
        Integer position = positions.get(column);
        if (position == null) {
            throw new IllegalArgumentException("There is no column " + column);
        }
        return position;
    }
}
