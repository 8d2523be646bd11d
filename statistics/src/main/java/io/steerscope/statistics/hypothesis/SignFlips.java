package io.steerscope.statistics.hypothesis;

import java.util.Arrays;
import java.util.Optional;

import io.steerscope.statistics.exact.FixedPoint;

/**
 * Exact test of paired differences by flipping signs (Fisher 1935, The Design of Experiments, section 21): if it does
 * not matter which of the two values of a pair is subtracted from the other, all 2^n assignments of signs to the
 * differences are as likely. It asks of the differences that they are symmetric around 0, not that they are normal.
 *
 * <p>A flipped sum is the observed one less twice the sum of a subset, so that subsets are counted: those of either
 * half, sorted, against those of the other. Sums are whole numbers of units of 2^-55; sums that differ by no more than
 * what {@linkplain FixedPoint#sign decimal rounding} leaves of a zero are ties, and count as extreme as the observed
 * one.
 *
 * @param pTwoSided share of the assignments whose sum is as far from 0 as the observed one, or farther
 * @param pGreater share of the assignments whose sum is at least the observed one
 */
public record SignFlips(double pTwoSided, double pGreater) {

    /** Largest number of values that has the test. */
    public static final int MOST_EXACT = 20;

    private static final int DROPPED_BITS = 5;
    private static final long TIE = 1L << (FixedPoint.TIE_BITS - DROPPED_BITS);

    /** The test of values in units of 2^-60; empty without a value and above {@value #MOST_EXACT}. */
    public static Optional<SignFlips> of(long... units) {
        if (units.length == 0 || units.length > MOST_EXACT) {
            return Optional.empty();
        }
        long[] values = Arrays.stream(units)
                .map(value -> (value + (1L << DROPPED_BITS - 1)) >> DROPPED_BITS)
                .toArray();
        long sum = Arrays.stream(values).sum();
        double greater = shareAtLeast(values);
        if (Math.abs(sum) <= TIE) {
            return Optional.of(new SignFlips(1.0, greater));
        }
        double towards = sum > 0
                ? greater
                : shareAtLeast(Arrays.stream(values).map(value -> -value).toArray());
        return Optional.of(new SignFlips(Math.min(1.0, 2.0 * towards), greater));
    }

    /**
     * Share of the subsets whose sum is at most 0, which are those whose signs flipped leave the whole sum or raise it.
     */
    private static double shareAtLeast(long[] values) {
        int middle = values.length / 2;
        long[] first = subsetSums(values, 0, middle);
        long[] second = subsetSums(values, middle, values.length);
        long count = 0;
        int fitting = second.length;
        for (long sum : first) {
            while (fitting > 0 && sum + second[fitting - 1] > TIE / 2) {
                fitting--;
            }
            count += fitting;
        }
        return Math.scalb((double) count, -values.length);
    }

    /** Sums of all subsets of the values from one place to before another, ascending. */
    private static long[] subsetSums(long[] values, int from, int to) {
        long[] sums = new long[1 << (to - from)];
        for (int i = from, size = 1; i < to; i++, size *= 2) {
            for (int j = 0; j < size; j++) {
                sums[size + j] = sums[j] + values[i];
            }
        }
        Arrays.sort(sums);
        return sums;
    }
}
