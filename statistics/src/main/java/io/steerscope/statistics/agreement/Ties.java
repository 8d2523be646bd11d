package io.steerscope.statistics.agreement;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes values that differ by rounding alone equal before they are ranked: a rank takes the least difference for one as
 * good as any other.
 */
public final class Ties {

    private Ties() {}

    /**
     * The values, each replaced by the least of its run: those that follow one another in ascending order by no more
     * than a width.
     *
     * @param values finite numbers, left as they are
     * @param width at least 0, above the error of a value and far below a difference that means something
     */
    public static double[] joined(double[] values, double width) {
        int[] ascending = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] joined = values.clone();
        for (int k = 1; k < ascending.length; k++) {
            if (values[ascending[k]] - values[ascending[k - 1]] <= width) {
                joined[ascending[k]] = joined[ascending[k - 1]];
            }
        }
        return joined;
    }
}
