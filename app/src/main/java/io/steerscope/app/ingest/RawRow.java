package io.steerscope.app.ingest;

import java.util.EnumMap;
import java.util.Map;

import io.steerscope.schemas.table.Place;

/** The fields of one row as they stand in the file. */
final class RawRow {

    private record Cell(String text, int line, int column) {}

    private final Part part;
    private final int line;
    private final String member;
    private final Map<ImageField, Cell> cells = new EnumMap<>(ImageField.class);

    /**
     * @param line of a text; of Parquet the row, of a tar the number of the member
     * @param member name of the member of a tar; empty elsewhere
     */
    RawRow(Part part, int line, String member) {
        this.part = part;
        this.line = line;
        this.member = member;
    }

    void put(ImageField field, String text, Place place) {
        cells.put(field, new Cell(text.strip(), place.line(), place.column()));
    }

    /** The text of a field without space around it; empty if the row does not have it. */
    String text(ImageField field) {
        Cell cell = cells.get(field);
        return cell == null ? "" : cell.text();
    }

    /** Where a field begins, or the row if it does not have it. */
    Spot spot(ImageField field) {
        Cell cell = cells.get(field);
        return cell == null ? new Spot(part, line, 1, member) : new Spot(part, cell.line(), cell.column(), member);
    }

    Part part() {
        return part;
    }
}
