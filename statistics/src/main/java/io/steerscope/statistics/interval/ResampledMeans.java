package io.steerscope.statistics.interval;

import java.util.Arrays;
import java.util.stream.IntStream;

import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.random.SplitMix64;

/**
 * Sorted means of resamples drawn with replacement.
 *
 * <p>Resamples come in antithetic pairs (Hall 1989, Antithetic resampling for the bootstrap, Biometrika 76, 713-724):
 * where one takes the i-th smallest value, its partner takes the i-th largest. Each resample is still a plain bootstrap
 * sample, but the errors of a pair in the bias correction nearly cancel.
 *
 * <p>The p-th pair has its own {@link SplitMix64} stream started at a mix of seed and p, and sums are
 * integers, so that the result is the same on any number of threads and ties are exact. Values are first rounded to
 * integers such that the largest sum fills 62 bits.
 */
final class ResampledMeans {

    private final long[] sortedSums;
    private final long sum;
    private final double meanOfUnit;

    private ResampledMeans(long[] sortedSums, long sum, double meanOfUnit) {
        this.sortedSums = sortedSums;
        this.sum = sum;
        this.meanOfUnit = meanOfUnit;
    }

    static ResampledMeans draw(double[] values, int resamples, long seed) {
        long[] ascending =
                Arrays.stream(values).mapToLong(FixedPoint::unitsOf).sorted().toArray();
        int n = ascending.length;
        long largest = Math.max(Math.abs(ascending[0]), Math.abs(ascending[n - 1]));
        int shift = Math.max(0, bits(largest) + bits(n) - 62);
        long[] descending = new long[n];
        for (int i = 0; i < n; i++) {
            ascending[i] = shiftRounded(ascending[i], shift);
            descending[n - 1 - i] = ascending[i];
        }
        long[] sums = new long[resamples];
        long start = SplitMix64.mix(seed);
        IntStream.range(0, (resamples + 1) / 2)
                .parallel()
                .forEach(pair -> drawPair(
                        ascending, descending, SplitMix64.mix(start + pair * SplitMix64.GOLDEN_GAMMA), sums, 2 * pair));
        Arrays.sort(sums);
        double meanOfUnit = Math.scalb(1.0, shift - FixedPoint.FRACTION_BITS) / n;
        return new ResampledMeans(sums, Arrays.stream(ascending).sum(), meanOfUnit);
    }

    /** Share of resampled means below the mean of the values, ties counted half. */
    double shareBelowMean() {
        long twice = 0;
        for (long resampled : sortedSums) {
            twice += 1 - Long.signum(Long.compare(resampled, sum));
        }
        return twice / (2.0 * sortedSums.length);
    }

    /** Quantile by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
    double quantile(double probability) {
        double position = probability * (sortedSums.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sortedSums.length - 1);
        double low = sortedSums[below] * meanOfUnit;
        double high = sortedSums[above] * meanOfUnit;
        return low + (position - below) * (high - low);
    }

    private static void drawPair(long[] ascending, long[] descending, long start, long[] sums, int at) {
        int n = ascending.length;
        long state = start;
        long sum = 0;
        long antitheticSum = 0;
        for (int drawn = 0; drawn < n; drawn += 2) {
            state += SplitMix64.GOLDEN_GAMMA;
            long random = SplitMix64.mix(state);
            int index = (int) ((random >>> 32) * n >>> 32);
            sum += ascending[index];
            antitheticSum += descending[index];
            if (drawn + 1 < n) {
                int second = (int) ((random & 0xFFFFFFFFL) * n >>> 32);
                sum += ascending[second];
                antitheticSum += descending[second];
            }
        }
        sums[at] = sum;
        if (at + 1 < sums.length) {
            sums[at + 1] = antitheticSum;
        }
    }

    private static int bits(long magnitude) {
        return Long.SIZE - Long.numberOfLeadingZeros(magnitude);
    }

    private static long shiftRounded(long units, int shift) {
        return shift == 0 ? units : (units + (1L << shift - 1)) >> shift;
    }
}
