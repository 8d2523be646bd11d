package io.steerscope.producer.pairs;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.steerscope.schemas.table.Place;

/**
 * One row of a file that has all the fields of a pair.
 *
 * @param cells the fields of {@link #FIELDS} by name
 */
record Row(Map<String, Cell> cells) {

    static final String PAIR_ID = "pair_id";
    static final String CATEGORY = "category";
    static final String SOURCE = "source";
    static final String TARGET = "target";
    static final List<String> FIELDS = List.of(PAIR_ID, CATEGORY, SOURCE, TARGET);

    /**
     * A field's text, without space around it, and the place where it begins.
     */
    record Cell(String text, Place place) {
        Cell {
            text = text.strip();
        }
    }

    Cell cell(String field) {
        return Objects.requireNonNull(cells.get(field));
    }

    String text(String field) {
        return cell(field).text();
    }
}
