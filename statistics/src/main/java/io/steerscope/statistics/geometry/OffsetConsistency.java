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

    /** Those of 512 pairs. */
    private static final long MOST_COSINES = 512L * 511L / 2L * 511L;

    /**
     * The consistency of pairs. Mispairings are all cyclic ones, b_((i + s) mod n) - a_i for s = 1..n - 1, of which
     * those without a direction are left out. Above 512 pairs s takes fewer values, at even distances, so that there
     * are no more cosines than of 512 pairs.
     *
     * <p>Time n^2 d + min(n, 512)^3, memory 48 n^2 bytes.
     *
     * @param from vectors a in the order of the pairs
     * @param to vectors b, as many, of the same dimension
     */
    public static OffsetConsistency of(List<double[]> from, List<double[]> to) {
        return of(from, to, MOST_COSINES);
    }

    /** The same, with about so many cosines of mispairings at the most. */
    static OffsetConsistency of(List<double[]> from, List<double[]> to, long mostCosines) {
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
        OptionalDouble pairing = pairing(firsts, seconds, mostCosines);
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

    private static OptionalDouble pairing(List<double[]> from, List<double[]> to, long mostCosines) {
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
        int shifts = (int) Math.max(1, Math.min(n - 1, mostCosines / paired.length));
        for (int k = 0; k < shifts; k++) {
            int count = products.cosines(1 + (int) ((long) k * (n - 1) / shifts), mispaired);
            for (int place = 0; place < count; place++) {
                twiceAbove += ranks.twiceAbove(mispaired[place]);
            }
            compared += count;
        }
        return compared == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(twiceAbove / (2.0 * places * (double) compared));
    }

    /**
     * Inner products of n pairs, from which those of all offsets follow: 40 n^2 bytes.
     *
     * @param firsts a_i . a_j
     * @param seconds b_i . b_j
     * @param mixed a_i . b_j
     * @param turned b_i . a_j
     * @param inverses 1 / |b_j - a_i|; 0 where that has no direction
     */
    private record Products(
            double[][] firsts, double[][] seconds, double[][] mixed, double[][] turned, double[][] inverses) {

        static Products of(List<double[]> from, List<double[]> to) {
            int n = from.size();
            double[][] mixed = new double[n][n];
            double[][] turned = new double[n][n];
            double[][] inverses = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    mixed[i][j] = UnitVectors.dot(from.get(i), to.get(j));
                    turned[j][i] = mixed[i][j];
                    double length = Offsets.length(Offsets.between(from.get(i), to.get(j)));
                    inverses[i][j] = length > Offsets.ZERO ? 1.0 / length : 0.0;
                }
            }
            return new Products(symmetric(from), symmetric(to), mixed, turned, inverses);
        }

        private static double[][] symmetric(List<double[]> vectors) {
            int n = vectors.size();
            double[][] products = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = i; j < n; j++) {
                    products[i][j] = UnitVectors.dot(vectors.get(i), vectors.get(j));
                    products[j][i] = products[i][j];
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
            double[] inverse = new double[n];
            for (int i = 0; i < n; i++) {
                inverse[i] = inverses[i][(i + shift) % n];
            }
            int count = 0;
            for (int i = 0; i < n; i++) {
                if (inverse[i] != 0.0) {
                    // In two runs, each with one distance between j and its partner, instead of a remainder for each j.
                    int wrap = Math.max(i + 1, n - shift);
                    count = cosines(i, i + 1, wrap, shift, shift, inverse, into, count);
                    count = cosines(i, wrap, n, shift, shift - n, inverse, into, count);
                }
            }
            return count;
        }

        private int cosines(
                int i, int begin, int end, int shift, int distance, double[] inverse, long[] into, int from) {
            int k = (i + shift) % firsts.length;
            double[] first = firsts[i];
            double[] second = seconds[k];
            double[] across = mixed[i];
            double[] back = turned[k];
            double unit = inverse[i] / CosineRanks.RESOLUTION;
            int count = from;
            for (int j = begin; j < end; j++) {
                if (inverse[j] != 0.0) {
                    double product = second[j + distance] + first[j] - (across[j + distance] + back[j]);
                    into[count] = (long) Math.rint(product * unit * inverse[j]);
                    count++;
                }
            }
            return count;
        }
    }
}
