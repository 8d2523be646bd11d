package io.steerscope.statistics.clustered;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.interval.EmpiricalQuantile;
import io.steerscope.statistics.random.SplitMix64;

/**
 * Sorted means over all values of resamples that draw whole clusters with replacement.
 *
 * <p>Resamples come in antithetic pairs: where one takes the cluster with the i-th smallest residual (sum minus mean
 * times count), its partner takes the one with the i-th largest. Pair p has its own {@link SplitMix64} stream, and sums
 * are whole numbers that a double holds exactly, so that the result is the same on any number of threads and in any
 * order of the clusters, and ties are exact.
 */
final class ResampledClusters {

    private static final int DOUBLE_BITS = 53;

    private final long[] sums;
    private final long[] counts;
    private final double mean;
    private final double unit;
    private final double[] sortedMeans;

    private ResampledClusters(List<ItemAccumulator> clusters, int resamples, long seed) {
        int shift = shift(clusters);
        this.unit = Math.scalb(1.0, shift - FixedPoint.FRACTION_BITS);
        long half = shift == 0 ? 0 : 1L << shift - 1;
        long[][] ordered = clusters.stream()
                .map(cluster -> new long[] {
                    cluster.sum()
                            .add(BigInteger.valueOf(half))
                            .shiftRight(shift)
                            .longValueExact(),
                    cluster.count()
                })
                .toArray(long[][]::new);
        this.mean = mean(
                Arrays.stream(ordered).mapToLong(cluster -> cluster[0]).sum(),
                Arrays.stream(ordered).mapToLong(cluster -> cluster[1]).sum());
        Arrays.sort(
                ordered,
                Comparator.<long[]>comparingDouble(cluster -> cluster[0] - mean * cluster[1])
                        .thenComparingLong(cluster -> cluster[0])
                        .thenComparingLong(cluster -> cluster[1]));
        this.sums = Arrays.stream(ordered).mapToLong(cluster -> cluster[0]).toArray();
        this.counts = Arrays.stream(ordered).mapToLong(cluster -> cluster[1]).toArray();
        this.sortedMeans = new double[resamples];
        long start = SplitMix64.mix(seed);
        IntStream.range(0, (resamples + 1) / 2)
                .parallel()
                .forEach(pair -> drawPair(SplitMix64.mix(start + pair * SplitMix64.GOLDEN_GAMMA), 2 * pair));
        Arrays.sort(sortedMeans);
    }

    /** Draws from clusters of at least one value each, of which there is at least one. */
    static ResampledClusters draw(Collection<ItemAccumulator> clusters, int resamples, long seed) {
        return new ResampledClusters(List.copyOf(clusters), resamples, seed);
    }

    /** Share of resampled means below the mean of the values, ties counted half. */
    double shareBelowMean() {
        long twice = 0;
        for (double resampled : sortedMeans) {
            twice += 1 - (int) Math.signum(resampled - mean);
        }
        return twice / (2.0 * sortedMeans.length);
    }

    /** Quantile of the resampled means. */
    double quantile(double probability) {
        return unit * EmpiricalQuantile.of(sortedMeans, probability);
    }

    /**
     * Sum of r^3 over 6 (sum of r^2)^(3/2), r the residuals: the infinitesimal jackknife's acceleration of the mean.
     * Empty where all residuals are 0, as clusters differ by less than a double can tell.
     */
    OptionalDouble acceleration() {
        double squares = 0.0;
        double cubes = 0.0;
        for (int i = 0; i < sums.length; i++) {
            double residual = sums[i] - mean * counts[i];
            squares += residual * residual;
            cubes += residual * residual * residual;
        }
        return squares == 0.0
                ? OptionalDouble.empty()
                : OptionalDouble.of(cubes / (6.0 * squares * Math.sqrt(squares)));
    }

    private void drawPair(long start, int at) {
        int clusters = sums.length;
        long state = start;
        long sum = 0;
        long count = 0;
        long antitheticSum = 0;
        long antitheticCount = 0;
        for (int drawn = 0; drawn < clusters; drawn++) {
            state += SplitMix64.GOLDEN_GAMMA;
            int index = (int) ((SplitMix64.mix(state) >>> 32) * clusters >>> 32);
            sum += sums[index];
            count += counts[index];
            antitheticSum += sums[clusters - 1 - index];
            antitheticCount += counts[clusters - 1 - index];
        }
        sortedMeans[at] = mean(sum, count);
        if (at + 1 < sortedMeans.length) {
            sortedMeans[at + 1] = mean(antitheticSum, antitheticCount);
        }
    }

    private static double mean(long sum, long count) {
        return (double) sum / count;
    }

    /** Bits to drop so that the largest sum that a resample can have fits the 53 bits of a double. */
    private static int shift(List<ItemAccumulator> clusters) {
        int widest = clusters.stream()
                .mapToInt(cluster -> cluster.sum().bitLength())
                .max()
                .orElseThrow();
        return Math.max(0, widest + Integer.SIZE - Integer.numberOfLeadingZeros(clusters.size()) + 1 - DOUBLE_BITS);
    }
}
