package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Edges of a histogram at round numbers: neighbouring multiples of 1, 2 or 5 times a power of ten. They are the doubles
 * nearest to those decimal numbers.
 *
 * @param values the edges, ascending, one at least
 */
record HistogramEdges(List<Double> values) {

    private static final int SMALLEST_EXPONENT = -18;
    private static final int[] MANTISSAS = {1, 2, 5};

    HistogramEdges {
        values = List.copyOf(values);
    }

    /**
     * The finest such edges that hold some values and 0 in so many bins, 0 among them.
     *
     * @param smallest the smallest value, in [-4, 4]
     * @param largest the largest value, in [-4, 4]
     * @param bins the largest number of bins, at least 2
     */
    static HistogramEdges around(double smallest, double largest, int bins) {
        double low = Math.min(0.0, smallest);
        double high = Math.max(0.0, largest);
        return low == high ? new HistogramEdges(List.of(-0.01, 0.0)) : finest(low, high, bins);
    }

    /**
     * The finest such edges that hold some values in so many bins, without 0 where no value asks for it. Of values that
     * are all one there is one bin, of width 2.
     *
     * @param smallest the smallest value, in [-400, 400]
     * @param largest the largest value, in [-400, 400]
     * @param bins the largest number of bins, at least 2
     */
    static HistogramEdges between(double smallest, double largest, int bins) {
        return smallest == largest
                ? new HistogramEdges(List.of(Math.floor(smallest) - 1.0, Math.floor(smallest) + 1.0))
                : finest(smallest, largest, bins);
    }

    private static HistogramEdges finest(double low, double high, int bins) {
        for (int exponent = SMALLEST_EXPONENT; ; exponent++) {
            for (int mantissa : MANTISSAS) {
                double width = multiple(mantissa, exponent, 1);
                if ((high - low) / width <= bins) {
                    long first = first(low, mantissa, exponent, width);
                    long last = last(high, mantissa, exponent, width);
                    if (last - first <= bins) {
                        return new HistogramEdges(multiples(mantissa, exponent, first, last));
                    }
                }
            }
        }
    }

    /** Without values there is no bin. */
    static HistogramEdges empty() {
        return new HistogramEdges(List.of(0.0));
    }

    /** Number of values in each bin, all of them inside the edges. */
    List<Long> counts(double[] ascending) {
        List<Long> counts = new ArrayList<>();
        int before = 0;
        for (int bin = 1; bin < values.size(); bin++) {
            int upTo = before;
            while (upTo < ascending.length && ascending[upTo] <= values.get(bin)) {
                upTo++;
            }
            counts.add((long) upTo - before);
            before = upTo;
        }
        return Collections.unmodifiableList(counts);
    }

    private static long first(double low, int mantissa, int exponent, double width) {
        long first = (long) Math.floor(low / width);
        return multiple(mantissa, exponent, first) > low ? first - 1 : first;
    }

    private static long last(double high, int mantissa, int exponent, double width) {
        long last = (long) Math.ceil(high / width);
        return multiple(mantissa, exponent, last) < high ? last + 1 : last;
    }

    private static List<Double> multiples(int mantissa, int exponent, long first, long last) {
        List<Double> values = new ArrayList<>();
        for (long factor = first; factor <= last; factor++) {
            values.add(multiple(mantissa, exponent, factor));
        }
        return values;
    }

    /** Both operands are exact, so that the one rounding gives the nearest double. */
    private static double multiple(int mantissa, int exponent, long factor) {
        return exponent < 0
                ? mantissa * factor / Math.pow(10.0, -exponent)
                : mantissa * factor * Math.pow(10.0, exponent);
    }
}
