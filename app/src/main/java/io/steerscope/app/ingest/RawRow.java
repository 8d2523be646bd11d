package io.steerscope.app.ingest;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import io.steerscope.schemas.table.Place;

/** The fields of one row as they stand in the file. */
final class RawRow {

    private record Cell(String text, Spot spot) {}

    private final Part part;
    private final Spot image;
    private final Map<ImageField, Cell> cells = new EnumMap<>(ImageField.class);
    private Set<String> names = Set.of();
    private Spot said;

    /**
     * @param line of a text; of Parquet the row, of a tar the number of the member
     * @param member name of the member of a tar; empty elsewhere
     */
    RawRow(Part part, int line, String member) {
        this.part = part;
        this.image = new Spot(part, line, 1, member);
        this.said = image;
    }

    /** Says that what is put from now on, and what is missing, is of another member of the tar than the image. */
    void setMember(int number, String member) {
        said = new Spot(part, number, 1, member);
    }

    /** Says which members an object has, those without a value too. */
    void setNames(Set<String> names) {
        this.names = names;
    }

    /** The names of the members of the object that the row is; none elsewhere. */
    Set<String> names() {
        return names;
    }

    void put(ImageField field, String text, Place place) {
        cells.put(field, new Cell(text.strip(), new Spot(part, place.line(), place.column(), said.member())));
    }

    /** The text of a field without space around it; empty if the row does not have it. */
    String text(ImageField field) {
        Cell cell = cells.get(field);
        return cell == null ? "" : cell.text();
    }

    /** Where a field begins, or the row if it does not have it. */
    Spot spot(ImageField field) {
        Cell cell = cells.get(field);
        return cell != null ? cell.spot() : field == ImageField.FILE ? image : said;
    }

    Part part() {
        return part;
    }
}
