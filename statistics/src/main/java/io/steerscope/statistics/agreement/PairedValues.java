package io.steerscope.statistics.agreement;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Two values for each of n subjects, by their places in order.
 *
 * @param x for each subject, the place of its first value
 * @param y for each subject, the place of its second value
 */
record PairedValues(Place[] x, Place[] y) {

    /**
     * Where a value stands among all n of its kind.
     *
     * @param smaller number of smaller values
     * @param notGreater number of values that are not greater, itself among them
     */
    record Place(int smaller, int notGreater) {

        /** 2 rank - (n + 1) for the mean rank of tied values: a whole number. */
        long centredRank(int n) {
            return (long) smaller + notGreater - n;
        }
    }

    /** @throws IllegalArgumentException if the lengths differ or a number is not finite */
    static PairedValues of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " values cannot be paired with " + y.length);
        }
        return new PairedValues(places(x), places(y));
    }

    int n() {
        return x.length;
    }

    private static Place[] places(double[] values) {
        DoubleStream.of(values)
                .filter(value -> !Double.isFinite(value))
                .findFirst()
                .ifPresent(value -> {
                    throw new IllegalArgumentException("Value " + value + " has no rank");
                });
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        Place[] places = new Place[values.length];
        for (int i = 0; i < values.length; i++) {
            places[i] = new Place(count(ascending, values[i], false), count(ascending, values[i], true));
        }
        return places;
    }

    /** Number of values below {@code bound}, or up to it; zeros of both signs are equal. */
    private static int count(double[] ascending, double bound, boolean inclusive) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound || inclusive && ascending[middle] == bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
