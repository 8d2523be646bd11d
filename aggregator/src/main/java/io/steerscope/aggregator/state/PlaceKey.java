package io.steerscope.aggregator.state;

/**
 * A place among the items of one cell: {@code experimentId/scorerId/method/alpha/category/place}. As the category may
 * hold any character, the last slash ends it.
 *
 * @param cell the cell
 * @param place place of an item, from 0
 */
public record PlaceKey(CellKey cell, int place) {

    /** The key as text. */
    public String text() {
        return text(cell.text(), place);
    }

    /** The same of the text of a cell. */
    public static String text(String cell, int place) {
        return cell + "/" + place;
    }
}
