package io.steerscope.results.document;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Values by row and column as colours, with the values as numbers and what is claimed of them as signs.
 *
 * @param title what it shows
 * @param description how it is read
 * @param unit of the values; those that have a zero are coloured symmetrically about it
 * @param rows names of the rows
 * @param hasTotal whether the last row stands for all others together
 * @param groups the columns, in groups
 */
public record HeatMap(
        String title, String description, FigureUnit unit, List<String> rows, boolean hasTotal, List<Group> groups)
        implements Chart {

    /** @throws IllegalArgumentException if a column has another number of values than there are rows */
    public HeatMap {
        rows = List.copyOf(rows);
        groups = List.copyOf(groups);
        for (Group group : groups) {
            for (Column column : group.columns()) {
                if (column.values().size() != rows.size()) {
                    throw new IllegalArgumentException("The column \"%s\" of \"%s\" has %d values for %d rows"
                            .formatted(
                                    column.label(),
                                    group.name(),
                                    column.values().size(),
                                    rows.size()));
                }
            }
        }
    }

    /** Whether colours go two ways from 0: clips have no zero that means anything. */
    public boolean isAroundZero() {
        return unit != FigureUnit.CLIP;
    }

    /**
     * Columns under one name.
     *
     * @param name the name
     * @param anchor id of the section that says more of it; empty where there is none
     * @param columns the columns
     */
    public record Group(String name, String anchor, List<Column> columns) {

        /** Copies the list. */
        public Group {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A column.
     *
     * @param label what it is a column of
     * @param values one for each row
     */
    public record Column(String label, List<Value> values) {

        /** Copies the list. */
        public Column {
            values = List.copyOf(values);
        }
    }

    /**
     * A value.
     *
     * @param value null where it is not determined
     * @param outcome what is claimed of it; null where nothing can be
     */
    public record Value(@Nullable Double value, @Nullable Outcome outcome) {}

    /**
     * What is claimed.
     *
     * @param sign its sign
     * @param words the same in one or two words
     */
    public record Outcome(Sign sign, String words) {}

    /** Signs that differ by their form, not by colour. */
    public enum Sign {
        /** A tick: it is as hoped. */
        TICK,
        /** A cross: it is not. */
        CROSS,
        /** An arrow downwards: it is on the wrong side of 0. */
        DOWN,
        /** A hollow circle: nothing was shown. */
        CIRCLE,
        /** A question mark: it is open. */
        QUESTION
    }
}
