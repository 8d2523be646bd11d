package io.steerscope.producer.pairs;

import java.util.Comparator;

/**
 * A place in a text file.
 *
 * @param line line, from 1
 * @param column character of the line, from 1
 */
record Place(int line, int column) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
