package io.steerscope.statistics.differences;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.agreement.KendallCorrelation;
import io.steerscope.statistics.agreement.PairCounts;
import io.steerscope.statistics.agreement.SpearmanCorrelation;
import io.steerscope.statistics.agreement.Ties;
import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.Offsets;

/**
 * Images in the order of how much of an attribute they have, which is their inner product with a vector: that of a text
 * about a difference ("larger"), or the difference of two.
 *
 * @param scores of each image
 */
public record AttributeRanking(double[] scores) {

    /**
     * How far the scores agree with known values; what the values do not determine is null.
     *
     * @param pairs pairs of images of different value
     * @param pairwiseAccuracy share of those that the scores put in the order of the values, equal scores one half
     * @param kendallTauB Kendall's tau-b
     * @param spearman Spearman's rank correlation
     */
    public record Agreement(
            long pairs, @Nullable Double pairwiseAccuracy, @Nullable Double kendallTauB, @Nullable Double spearman) {}

    /**
     * Ranks images.
     *
     * @param images unit vectors
     * @param text a vector
     */
    public static AttributeRanking of(double[][] images, double[] text) {
        return new AttributeRanking(IntStream.range(0, images.length)
                .mapToDouble(i -> UnitVectors.dot(images[i], text))
                .toArray());
    }

    /** The direction from one text to another: more less less, both unit vectors. */
    public static double[] direction(double[] more, double[] less) {
        return Offsets.between(less, more);
    }

    /** Numbers of the images, the highest score first; equal scores by number, those too that rounding alone parts. */
    public List<Integer> order() {
        double[] joined = Ties.joined(scores, Rounding.OF_PRODUCTS);
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> 0.0 - joined[i])
                        .thenComparingInt(i -> i))
                .toList();
    }

    /**
     * Compares the scores with values.
     *
     * @param values of the images, finite, as many
     */
    public Agreement agreement(double[] values) {
        double[] joined = Ties.joined(scores, Rounding.OF_PRODUCTS);
        PairCounts counts = PairCounts.of(joined, values);
        return new Agreement(
                counts.varyingY(),
                boxed(counts.pairwiseAccuracy()),
                boxed(KendallCorrelation.of(joined, values)),
                boxed(SpearmanCorrelation.of(joined, values)));
    }

    /**
     * Kendall's tau-b with the scores that another model gives the same images; null where either gives all one score.
     *
     * @param other of as many images
     */
    public @Nullable Double kendallTauB(AttributeRanking other) {
        return boxed(KendallCorrelation.of(
                Ties.joined(scores, Rounding.OF_PRODUCTS), Ties.joined(other.scores, Rounding.OF_PRODUCTS)));
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }
}
