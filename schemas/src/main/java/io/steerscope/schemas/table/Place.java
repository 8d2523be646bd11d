package io.steerscope.schemas.table;

import java.util.Comparator;

/**
 * A place in a text file.
 *
 * @param line line, from 1
 * @param column character of the line, from 1
 */
public record Place(int line, int column) implements Comparable<Place> {

    /** The beginning of a file. */
    public static final Place BEGINNING = new Place(1, 1);

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
