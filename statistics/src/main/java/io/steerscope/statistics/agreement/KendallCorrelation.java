package io.steerscope.statistics.agreement;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Kendall's rank correlation tau-b (Kendall 1945): with C concordant and D discordant pairs of subjects among n0 =
 * n(n - 1)/2, of which n1 are tied in x and n2 in y, it is (C - D) / sqrt((n0 - n1)(n0 - n2)), as {@code
 * scipy.stats.kendalltau} computes it.
 *
 * <p>The pairs are counted in O(n log n) (Knight 1966, JASA 61, 436-439): with the subjects in the order of x, then
 * y, a discordant pair is one that a merge sort by y exchanges. With n3 pairs tied in both, C - D = n0 - n1 - n2 + n3
 * - 2 D. All counts are exact integers.
 */
public final class KendallCorrelation {

    private KendallCorrelation() {}

    /**
     * The correlation of x and y, in [-1, 1]; empty if one of them does not vary, or has fewer than two values.
     *
     * @param x finite numbers
     * @param y finite numbers, as many
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public static OptionalDouble of(double[] x, double[] y) {
        return of(PairedValues.of(x, y));
    }

    static OptionalDouble of(PairedValues values) {
        long[] both = new long[values.n()];
        for (int i = 0; i < both.length; i++) {
            both[i] = (long) values.x()[i].smaller() << Integer.SIZE | values.y()[i].smaller();
        }
        Arrays.sort(both);
        long[] first = Arrays.stream(both).map(place -> place >>> Integer.SIZE).toArray();
        long[] second = Arrays.stream(both).map(place -> (int) place).toArray();
        long discordant = sortCountingExchanges(second, new long[second.length], 0, second.length);
        long all = (long) both.length * (both.length - 1) / 2;
        long varyingX = all - tiedPairs(first);
        long varyingY = all - tiedPairs(second);
        if (varyingX == 0 || varyingY == 0) {
            return OptionalDouble.empty();
        }
        long difference = varyingX + varyingY - all + tiedPairs(both) - 2 * discordant;
        double scale = varyingX == varyingY ? varyingX : Math.sqrt((double) varyingX) * Math.sqrt((double) varyingY);
        return OptionalDouble.of(Math.max(-1.0, Math.min(1.0, difference / scale)));
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
