package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.agreement.SpearmanCorrelation;

/**
 * Whether pairs of words hold one relation: how alike their offsets u_b - u_a are. No vocabulary is needed, and no
 * candidate is far from all others by chance.
 *
 * @param pairs pairs with an offset
 * @param unmoved pairs whose words have one vector, which count nowhere else
 * @param offsetConcentration mean cosine between the offsets of different pairs; null below two pairs
 * @param pairingConsistency share of (cosine of two offsets, cosine of two offsets of pairs put together otherwise) in
 *     which the former is greater, ties half: the area under the ROC curve against all cyclic mispairings b((i + s) mod
 *     n) - a(i), s = 1..n-1; 0.5 is no more than chance; null below two pairs
 * @param typicality of each given pair, the cosine of its unit offset to the sum of those of the others; null without
 * @param ratingSpearman rank correlation of typicality and rating; null where it is not determined
 */
public record Relation(
        int pairs,
        int unmoved,
        @Nullable Double offsetConcentration,
        @Nullable Double pairingConsistency,
        List<@Nullable Double> typicality,
        @Nullable Double ratingSpearman) {

    /**
     * Analyses pairs.
     *
     * @param first unit vectors
     * @param second unit vectors, as many
     * @param ratings one for each pair, NaN for none
     */
    public static Relation of(List<double[]> first, List<double[]> second, double[] ratings) {
        int[] moved = IntStream.range(0, first.size())
                .filter(i -> offset(first.get(i), second.get(i)) != null)
                .toArray();
        double[][] a = IntStream.of(moved).mapToObj(first::get).toArray(double[][]::new);
        double[][] b = IntStream.of(moved).mapToObj(second::get).toArray(double[][]::new);
        double[][] offsets = offsets(a, b, 0);
        List<@Nullable Double> typicality = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            typicality.add(null);
        }
        for (int i = 0; i < moved.length; i++) {
            typicality.set(moved[i], typicality(offsets, i));
        }
        double[] cosines = cosines(offsets);
        double sum = 0.0;
        for (double cosine : cosines) {
            sum += cosine;
        }
        return new Relation(
                moved.length,
                first.size() - moved.length,
                cosines.length == 0 ? null : sum / cosines.length,
                consistency(a, b, cosines),
                typicality,
                agreement(typicality, ratings));
    }

    /** The unit offset; null where there is none. */
    private static double @Nullable [] offset(double[] a, double[] b) {
        double[] offset = Offsets.difference(a, b);
        if (Offsets.length(offset) <= ExactScores.SAME) {
            return null;
        }
        Offsets.normalise(offset);
        return offset;
    }

    /** Unit offsets of the pairs whose second words are moved on by a shift; those that there are. */
    private static double[][] offsets(double[][] a, double[][] b, int shift) {
        List<double[]> offsets = new ArrayList<>();
        for (int i = 0; i < a.length; i++) {
            double[] offset = offset(a[i], b[(i + shift) % a.length]);
            if (offset != null) {
                offsets.add(offset);
            }
        }
        return offsets.toArray(double[][]::new);
    }

    /** Of each two, in the order (0, 1), (0, 2), .. */
    private static double[] cosines(double[][] offsets) {
        double[] cosines = new double[offsets.length * Math.max(0, offsets.length - 1) / 2];
        int at = 0;
        for (int i = 0; i < offsets.length; i++) {
            for (int j = i + 1; j < offsets.length; j++) {
                cosines[at++] = Offsets.dot(offsets[i], offsets[j]);
            }
        }
        return cosines;
    }

    private static @Nullable Double typicality(double[][] offsets, int i) {
        double[] others = new double[offsets[i].length];
        for (int j = 0; j < offsets.length; j++) {
            if (j != i) {
                for (int k = 0; k < others.length; k++) {
                    others[k] += offsets[j][k];
                }
            }
        }
        return Offsets.length(others) <= ExactScores.SAME
                ? null
                : Offsets.cosine(offsets[i], others).orElseThrow();
    }

    private static @Nullable Double consistency(double[][] a, double[][] b, double[] cosines) {
        double[] sorted = cosines.clone();
        Arrays.sort(sorted);
        long[] counts = IntStream.range(1, Math.max(1, a.length))
                .parallel()
                .mapToObj(shift -> compared(sorted, cosines(offsets(a, b, shift))))
                .reduce(new long[2], (left, right) -> new long[] {left[0] + right[0], left[1] + right[1]});
        return counts[1] == 0 ? null : counts[0] / (2.0 * counts[1]);
    }

    /** Twice the comparisons that the sorted numbers win, ties half, and how many comparisons there are. */
    private static long[] compared(double[] sorted, double[] others) {
        long twice = 0;
        for (double other : others) {
            int notAbove = position(sorted, other, true);
            int below = position(sorted, other, false);
            twice += 2L * (sorted.length - notAbove) + (notAbove - below);
        }
        return new long[] {twice, (long) sorted.length * others.length};
    }

    /** How many of the sorted numbers are below a value, or at most as great. */
    private static int position(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static @Nullable Double agreement(List<@Nullable Double> typicality, double[] ratings) {
        int[] rated = IntStream.range(0, ratings.length)
                .filter(i -> !Double.isNaN(ratings[i]) && typicality.get(i) != null)
                .toArray();
        double[] x = new double[rated.length];
        double[] y = new double[rated.length];
        for (int i = 0; i < rated.length; i++) {
            Double typical = typicality.get(rated[i]);
            x[i] = typical == null ? 0.0 : typical;
            y[i] = ratings[rated[i]];
        }
        return SpearmanCorrelation.of(x, y).stream().boxed().findFirst().orElse(null);
    }
}
