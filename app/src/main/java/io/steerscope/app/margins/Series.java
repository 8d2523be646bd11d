package io.steerscope.app.margins;

import java.util.Comparator;

/**
 * The margins of one method under one scorer.
 *
 * @param scorer value of the column {@code scorer}; empty without one
 * @param method value of the column {@code method}; empty without one
 */
public record Series(String scorer, String method) implements Comparable<Series> {

    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::scorer).thenComparing(Series::method);

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
