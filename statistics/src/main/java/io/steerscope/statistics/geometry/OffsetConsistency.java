package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.UnitVectors;

/**
 * Whether pairs (a, b) differ by one offset b - a: the two measures of Fournier, Dupoux and Dunbar (Analogies minus
 * analogy test, CoNLL 2020). Neither needs a vocabulary.
 *
 * @param pairs number of pairs whose offset has a direction; the others are left out
 * @param concentration mean cosine between the offsets of different pairs, in [-1 / (n - 1), 1]; null below two pairs
 * @param pairingConsistency probability that a cosine between offsets of different pairs is above one between offsets
 *     of mispaired ones, in [0, 1], ties counted one half (the area under the ROC curve): 0.5 says that it does not
 *     matter which b belongs to which a; null below two pairs
 */
public record OffsetConsistency(int pairs, @Nullable Double concentration, @Nullable Double pairingConsistency) {

    /**
     * The consistency of pairs. Mispairings are all cyclic ones, b_((i + s) mod n) - a_i for s = 1..n - 1, of which
     * those without a direction are left out.
     *
     * <p>Time n^2 d + n^3.
     *
     * @param from vectors a in the order of the pairs
     * @param to vectors b, as many, of the same dimension
     */
    public static OffsetConsistency of(List<double[]> from, List<double[]> to) {
        List<double[]> offsets = new ArrayList<>();
        List<double[]> firsts = new ArrayList<>();
        List<double[]> seconds = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            double[] offset = Offsets.between(from.get(i), to.get(i));
            if (Offsets.hasDirection(offset)) {
                offsets.add(offset);
                firsts.add(from.get(i));
                seconds.add(to.get(i));
            }
        }
        OptionalDouble concentration = concentration(offsets);
        OptionalDouble pairing = pairing(firsts, seconds);
        return new OffsetConsistency(
                offsets.size(),
                concentration.isPresent() ? Double.valueOf(concentration.getAsDouble()) : null,
                pairing.isPresent() ? Double.valueOf(pairing.getAsDouble()) : null);
    }

    /**
     * Mean cosine between different offsets: (|sum o|^2 - n) / (n (n - 1)) for unit offsets o.
     *
     * @param offsets each with a {@linkplain Offsets#hasDirection direction}
     * @return empty below two offsets
     */
    public static OptionalDouble concentration(List<double[]> offsets) {
        int n = offsets.size();
        if (n < 2) {
            return OptionalDouble.empty();
        }
        double[] sum = new double[offsets.get(0).length];
        for (double[] offset : offsets) {
            double length = Offsets.length(offset);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += offset[j] / length;
            }
        }
        return OptionalDouble.of((UnitVectors.dot(sum, sum) - n) / ((double) n * (n - 1)));
    }

    private static OptionalDouble pairing(List<double[]> from, List<double[]> to) {
        int n = from.size();
        if (n < 2) {
            return OptionalDouble.empty();
        }
        Products products = Products.of(from, to);
        long[] paired = new long[n * (n - 1) / 2];
        int places = products.cosines(0, paired);
        CosineRanks ranks = new CosineRanks(paired, places);
        long[] mispaired = new long[paired.length];
        long twiceAbove = 0;
        long compared = 0;
        for (int shift = 1; shift < n; shift++) {
            int count = products.cosines(shift, mispaired);
            for (int k = 0; k < count; k++) {
                twiceAbove += ranks.twiceAbove(mispaired[k]);
            }
            compared += count;
        }
        return compared == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(twiceAbove / (2.0 * places * (double) compared));
    }

    /**
     * Inner products of n pairs, from which those of all offsets follow.
     *
     * @param firsts a_i . a_j
     * @param seconds b_i . b_j
     * @param mixed a_i . b_j
     * @param lengths |b_j - a_i|
     */
    private record Products(double[][] firsts, double[][] seconds, double[][] mixed, double[][] lengths) {

        static Products of(List<double[]> from, List<double[]> to) {
            return new Products(of(from, from, true), of(to, to, true), of(from, to, false), lengths(from, to));
        }

        private static double[][] lengths(List<double[]> from, List<double[]> to) {
            double[][] lengths = new double[from.size()][to.size()];
            for (int i = 0; i < lengths.length; i++) {
                for (int j = 0; j < lengths.length; j++) {
                    lengths[i][j] = Offsets.length(Offsets.between(from.get(i), to.get(j)));
                }
            }
            return lengths;
        }

        private static double[][] of(List<double[]> left, List<double[]> right, boolean isSymmetric) {
            int n = left.size();
            double[][] products = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = isSymmetric ? i : 0; j < n; j++) {
                    products[i][j] = UnitVectors.dot(left.get(i), right.get(j));
                    if (isSymmetric) {
                        products[j][i] = products[i][j];
                    }
                }
            }
            return products;
        }

        /**
         * Cosines between the offsets b_((i + shift) mod n) - a_i of different i, in units of the resolution.
         *
         * @return how many there are
         */
        int cosines(int shift, long[] into) {
            int n = firsts.length;
            int count = 0;
            for (int i = 0; i < n; i++) {
                double lengthOfFirst = lengths[i][(i + shift) % n];
                for (int j = i + 1; j < n; j++) {
                    double lengthOfSecond = lengths[j][(j + shift) % n];
                    if (lengthOfFirst > Offsets.ZERO && lengthOfSecond > Offsets.ZERO) {
                        double cosine = product(i, j, shift) / (lengthOfFirst * lengthOfSecond);
                        into[count] = Math.round(cosine / CosineRanks.RESOLUTION);
                        count++;
                    }
                }
            }
            return count;
        }

        private double product(int i, int j, int shift) {
            int k = (i + shift) % firsts.length;
            int l = (j + shift) % firsts.length;
            return seconds[k][l] + firsts[i][j] - (mixed[i][l] + mixed[j][k]);
        }
    }
}
