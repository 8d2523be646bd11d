package io.steerscope.statistics.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How the pairs of n subjects stand to each other by two values x and y.
 *
 * <p>They are counted in O(n log n) (Knight 1966, JASA 61, 436-439): with the subjects in the order of x, then y, a
 * discordant pair is one that a merge sort by y exchanges.
 *
 * @param all n(n - 1)/2
 * @param tiedX pairs of equal x
 * @param tiedY pairs of equal y
 * @param tiedBoth pairs of equal x and equal y
 * @param discordant pairs that x and y put in opposite orders
 */
public record PairCounts(long all, long tiedX, long tiedY, long tiedBoth, long discordant) {

    /**
     * The counts of x and y.
     *
     * @param x finite numbers
     * @param y finite numbers, as many
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public static PairCounts of(double[] x, double[] y) {
        return of(PairedValues.of(x, y));
    }

    static PairCounts of(PairedValues values) {
        long[] both = new long[values.n()];
        for (int i = 0; i < both.length; i++) {
            both[i] = (long) values.x()[i].smaller() << Integer.SIZE | values.y()[i].smaller();
        }
        Arrays.sort(both);
        long[] first = Arrays.stream(both).map(place -> place >>> Integer.SIZE).toArray();
        long[] second = Arrays.stream(both).map(place -> (int) place).toArray();
        long discordant = sortCountingExchanges(second, new long[second.length], 0, second.length);
        return new PairCounts(
                (long) both.length * (both.length - 1) / 2,
                tiedPairs(first),
                tiedPairs(second),
                tiedPairs(both),
                discordant);
    }

    /** Pairs that x and y put in the same order. */
    public long concordant() {
        return all - tiedX - tiedY + tiedBoth - discordant;
    }

    /** Pairs of different y. */
    public long varyingY() {
        return all - tiedY;
    }

    /**
     * How often x puts two subjects of different y in the order of y, where equal x count one half; empty if y does not
     * vary.
     */
    public OptionalDouble pairwiseAccuracy() {
        if (varyingY() == 0) {
            return OptionalDouble.empty();
        }
        double tiedXAlone = tiedX - tiedBoth;
        return OptionalDouble.of((concordant() + 0.5 * tiedXAlone) / varyingY());
    }

    /** Pairs of equal values. */
    private static long tiedPairs(long[] ascending) {
        long pairs = 0;
        for (int from = 0, i = 0; i < ascending.length; i++) {
            if (ascending[i] != ascending[from]) {
                from = i;
            }
            pairs += i - from;
        }
        return pairs;
    }

    /** Sorts a range and counts the pairs in it of which the greater value stood first. */
    private static long sortCountingExchanges(long[] values, long[] spare, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long exchanges =
                sortCountingExchanges(values, spare, from, middle) + sortCountingExchanges(values, spare, middle, to);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            if (right == to || left < middle && values[left] <= values[right]) {
                spare[i] = values[left++];
            } else {
                exchanges += middle - left;
                spare[i] = values[right++];
            }
        }
        System.arraycopy(spare, from, values, from, to - from);
        return exchanges;
    }
}
