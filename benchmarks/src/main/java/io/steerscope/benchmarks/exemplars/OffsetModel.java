package io.steerscope.benchmarks.exemplars;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.steerscope.foundation.vocabulary.ExemplarRule;

/**
 * A category in an embedding model. The offset of a pair's texts is {@code common + e}, {@code e} normal with mean 0
 * and length about 1 in {@link #DIMENSIONS} dimensions. The margin of its image is {@code offset . used + noise}:
 * linear in the offset that was used, which is the mean of the offsets of its exemplars, and read along the pair's own
 * offset, as a margin is.
 *
 * @param common length of the common direction: 1 for a category of one relation, 0 for one that mixes relations
 * @param noise standard deviation of the noise of a margin
 */
record OffsetModel(double common, double noise) {

    /** Directions in which offsets differ: about as many as the toy models' texts have attribute values. */
    static final int DIMENSIONS = 32;

    /** The true mean margin. */
    double mean() {
        return common * common;
    }

    /** The margins of one draw of {@code n} pairs; in the order of the halves under {@link ExemplarRule#SPLIT}. */
    double[] margins(int n, ExemplarRule rule, SplittableRandom random) {
        double[][] offsets = offsets(n, random);
        int half = (n + 1) / 2;
        double[] first = sum(offsets, 0, half);
        double[] second = sum(offsets, half, n);
        double[] margins = new double[n];
        for (int pair = 0; pair < n; pair++) {
            margins[pair] = switch (rule) {
                case LEAVE_ONE_OUT ->
                    (dot(offsets[pair], first) + dot(offsets[pair], second) - dot(offsets[pair], offsets[pair]))
                            / (n - 1);
                case SPLIT -> pair < half ? dot(offsets[pair], second) / (n - half) : dot(offsets[pair], first) / half;
            };
            margins[pair] += noise * random.nextGaussian();
        }
        return margins;
    }

    /**
     * The margins of one half of {@code n} pairs, each less its mean over new pairs that are steered by what was learnt
     * from the other half.
     */
    double[] deviationsOfOneHalf(int n, SplittableRandom random) {
        double[][] offsets = offsets(n, random);
        int half = (n + 1) / 2;
        double[] second = sum(offsets, half, n);
        double[] deviations = new double[half];
        for (int pair = 0; pair < half; pair++) {
            deviations[pair] =
                    (dot(offsets[pair], second) - common * second[0]) / (n - half) + noise * random.nextGaussian();
        }
        return deviations;
    }

    private double[][] offsets(int n, SplittableRandom random) {
        double[][] offsets = new double[n][DIMENSIONS];
        double scale = 1.0 / Math.sqrt(DIMENSIONS);
        for (double[] offset : offsets) {
            Arrays.setAll(offset, dimension -> scale * random.nextGaussian());
            offset[0] += common;
        }
        return offsets;
    }

    private static double[] sum(double[][] offsets, int from, int to) {
        double[] sum = new double[DIMENSIONS];
        for (int pair = from; pair < to; pair++) {
            for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
                sum[dimension] += offsets[pair][dimension];
            }
        }
        return sum;
    }

    private static double dot(double[] one, double[] other) {
        double dot = 0.0;
        for (int dimension = 0; dimension < DIMENSIONS; dimension++) {
            dot += one[dimension] * other[dimension];
        }
        return dot;
    }
}
