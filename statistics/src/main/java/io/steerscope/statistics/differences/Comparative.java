package io.steerscope.statistics.differences;

import java.util.Arrays;
import java.util.Comparator;

/**
 * What tells one class from another.
 *
 * @param first number of the class that the text describes
 * @param second number of the class that it is compared with
 * @param delta unit vector of a text for "first less second"
 */
public record Comparative(int first, int second, double[] delta) {

    /** An order of the content alone, so that sums in it do not depend on the order of a file. */
    static final Comparator<Comparative> ORDER = Comparator.comparingInt(Comparative::first)
            .thenComparingInt(Comparative::second)
            .thenComparing(Comparative::delta, Arrays::compare);
}
