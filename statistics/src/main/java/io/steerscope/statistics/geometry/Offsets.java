package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.statistics.embedding.UnitVectors;

/** Differences of vectors, and their directions. */
public final class Offsets {

    /**
     * The greatest length that counts as 0. Differences of float32 vectors of length 1 are longer, equal vectors that
     * were divided by their length may differ by rounding.
     */
    static final double ZERO = 1e-12;

    private Offsets() {}

    /** {@code to - from}, vectors of one dimension. */
    public static double[] between(double[] from, double[] to) {
        double[] offset = new double[from.length];
        for (int j = 0; j < offset.length; j++) {
            offset[j] = to[j] - from[j];
        }
        return offset;
    }

    /** The Euclidean length. */
    public static double length(double[] vector) {
        return Math.sqrt(UnitVectors.dot(vector, vector));
    }

    /** Whether a vector has a direction: a length above 1e-12. */
    public static boolean hasDirection(double[] vector) {
        return length(vector) > ZERO;
    }

    /** The cosine of two vectors that have a direction, in [-1, 1]. */
    public static double cosine(double[] left, double[] right) {
        double cosine = UnitVectors.dot(left, right) / (length(left) * length(right));
        return Math.max(-1.0, Math.min(1.0, cosine));
    }

    /**
     * For each offset the mean of all others: what a relation says of a pair without that pair (3CosAvg, Drozd,
     * Gladkova and Matsuoka 2016).
     *
     * @param offsets at least two, of one dimension
     */
    public static List<double[]> meansOfOthers(List<double[]> offsets) {
        int n = offsets.size();
        int dimensions = offsets.get(0).length;
        List<double[]> means = new ArrayList<>(n);
        double[] before = new double[dimensions];
        double[][] after = sumsOfRest(offsets, dimensions);
        for (int i = 0; i < n; i++) {
            double[] mean = new double[dimensions];
            for (int j = 0; j < dimensions; j++) {
                mean[j] = (before[j] + after[i + 1][j]) / (n - 1);
                before[j] += offsets.get(i)[j];
            }
            means.add(mean);
        }
        return means;
    }

    /** The sum of the offsets from each place on: no difference of sums, which would not be exact. */
    private static double[][] sumsOfRest(List<double[]> offsets, int dimensions) {
        double[][] sums = new double[offsets.size() + 1][dimensions];
        for (int i = offsets.size() - 1; i >= 0; i--) {
            for (int j = 0; j < dimensions; j++) {
                sums[i][j] = sums[i + 1][j] + offsets.get(i)[j];
            }
        }
        return sums;
    }
}
