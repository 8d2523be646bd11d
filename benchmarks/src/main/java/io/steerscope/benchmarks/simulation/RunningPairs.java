package io.steerscope.benchmarks.simulation;

/**
 * Items of pairs that arrive one by one: the mean over all and its cluster-robust standard error as {@link
 * io.steerscope.statistics.exact.ClusterMoments} defines them, in double precision.
 */
final class RunningPairs {

    private final double[] sums;
    private final int[] counts;
    private int pairs;
    private int items;
    private double sum;
    private double squares;
    private double products;
    private double squaredCounts;

    RunningPairs(int planned) {
        sums = new double[planned];
        counts = new int[planned];
    }

    void add(int pair, double value) {
        double before = sums[pair];
        int count = counts[pair]++;
        sums[pair] = before + value;
        pairs += count == 0 ? 1 : 0;
        items++;
        sum += value;
        squares += (2.0 * before + value) * value;
        products += before + value * (count + 1);
        squaredCounts += 2 * count + 1;
    }

    /** Number of pairs that have an item. */
    int pairs() {
        return pairs;
    }

    /** Number of items. */
    int items() {
        return items;
    }

    /** How many cluster-robust standard errors the mean lies above 0; of two pairs or more. */
    double t() {
        double mean = sum / items;
        double residuals = squares - 2.0 * mean * products + mean * mean * squaredCounts;
        return sum / Math.sqrt(residuals * pairs / (pairs - 1.0));
    }
}
