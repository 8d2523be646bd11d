package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.agreement.SpearmanCorrelation;
import io.steerscope.statistics.agreement.Ties;
import io.steerscope.statistics.geometry.OffsetConsistency;
import io.steerscope.statistics.geometry.Offsets;

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

    private static final double ROUNDING = 1e-12;

    /**
     * Analyses pairs.
     *
     * @param first unit vectors
     * @param second unit vectors, as many
     * @param ratings one for each pair, NaN for none
     */
    public static Relation of(List<double[]> first, List<double[]> second, double[] ratings) {
        int[] moved = IntStream.range(0, first.size())
                .filter(i -> Offsets.hasDirection(Offsets.between(first.get(i), second.get(i))))
                .toArray();
        double[][] a = IntStream.of(moved).mapToObj(first::get).toArray(double[][]::new);
        double[][] b = IntStream.of(moved).mapToObj(second::get).toArray(double[][]::new);
        double[][] offsets = offsets(a, b);
        List<@Nullable Double> typicality = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            typicality.add(null);
        }
        for (int i = 0; i < moved.length; i++) {
            typicality.set(moved[i], typicality(offsets, i));
        }
        OffsetConsistency consistency = OffsetConsistency.of(List.of(a), List.of(b));
        return new Relation(
                moved.length,
                first.size() - moved.length,
                consistency.concentration(),
                consistency.pairingConsistency(),
                typicality,
                agreement(typicality, ratings));
    }

    private static double[][] offsets(double[][] a, double[][] b) {
        double[][] offsets = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            offsets[i] = Offsets.between(a[i], b[i]);
            Arithmetic.normalise(offsets[i]);
        }
        return offsets;
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
                : Arithmetic.cosine(offsets[i], others).orElseThrow();
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
        return SpearmanCorrelation.of(Ties.joined(x, ROUNDING), y).stream()
                .boxed()
                .findFirst()
                .orElse(null);
    }
}
