package io.steerscope.statistics.differences;

import java.util.List;

import io.steerscope.statistics.geometry.Offsets;

/**
 * Class vectors that differences between classes refine. With t the unit vectors of the classes' texts, a comparative
 * (a, b, delta) adds t_a - delta to s_b and, in both directions, t_b + delta to s_a; n counts what was added. Then t'_c
 * = unit(w t_c + (1 - w) s_c / n_c).
 */
public final class ComparativePrompting {

    /**
     * Of the length of the summands, what float32 vectors leave where they cancel: below it there is no direction but
     * that of rounding.
     */
    private static final double CANCELLED = 1e-6;

    private ComparativePrompting() {}

    /**
     * The class vectors, of length 1. A class that no comparative moves keeps its own.
     *
     * @param classes unit vectors of the classes' texts
     * @param comparatives in any order; one that stands there twice counts twice
     * @param weight w, in [0, 1], of the class's own text
     * @throws CancelledClassException if what a class would get has no direction beyond rounding
     */
    public static double[][] classVectors(
            double[][] classes, List<Comparative> comparatives, double weight, ComparativeDirections directions) {
        double[][] sums = new double[classes.length][classes.length == 0 ? 0 : classes[0].length];
        int[] counts = new int[classes.length];
        for (Comparative comparative :
                comparatives.stream().sorted(Comparative.ORDER).toList()) {
            int a = comparative.first();
            int b = comparative.second();
            add(sums[b], classes[a], -1.0, comparative.delta());
            counts[b]++;
            if (directions == ComparativeDirections.BOTH) {
                add(sums[a], classes[b], 1.0, comparative.delta());
                counts[a]++;
            }
        }
        double[][] vectors = new double[classes.length][];
        for (int c = 0; c < vectors.length; c++) {
            vectors[c] = counts[c] == 0 ? classes[c].clone() : mixed(classes[c], sums[c], counts[c], weight, c);
        }
        return vectors;
    }

    private static void add(double[] sum, double[] text, double sign, double[] delta) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += text[j] + sign * delta[j];
        }
    }

    private static double[] mixed(double[] text, double[] sum, int count, double weight, int number) {
        double[] mixed = new double[text.length];
        for (int j = 0; j < mixed.length; j++) {
            mixed[j] = weight * text[j] + (1.0 - weight) * sum[j] / count;
        }
        double length = Offsets.length(mixed);
        // The class's text has length 1, and each of n comparatives adds two vectors of length 1.
        double lengthOfSummands = weight + 2.0 * (1.0 - weight);
        if (!Offsets.hasDirection(mixed) || length < CANCELLED * lengthOfSummands) {
            throw new CancelledClassException(number, weight);
        }
        for (int j = 0; j < mixed.length; j++) {
            mixed[j] /= length;
        }
        return mixed;
    }
}
