package io.steerscope.statistics.analogy;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.agreement.SpearmanCorrelation;
import io.steerscope.statistics.agreement.Ties;
import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.Offsets;

/**
 * How far y = u_b - u_a + u_c points from u_d, with d the first known answer; null where a vector has no direction.
 *
 * @param cosine of y and u_d
 * @param angle between y and u_d, in degrees
 * @param angleRaw between v_b - v_a + v_c and u_d, v the vectors as they are
 * @param spearman rank correlation of the coordinates of y and u_d: it depends on the choice of axes, and is no test
 * @param spearmanRaw the same of v_b - v_a + v_c
 * @param offsetCosine of u_b - u_a and u_d - u_c
 */
public record QuestionGeometry(
        @Nullable Double cosine,
        @Nullable Double angle,
        @Nullable Double angleRaw,
        @Nullable Double spearman,
        @Nullable Double spearmanRaw,
        @Nullable Double offsetCosine) {

    /** Of a coordinate of a sum, as a share of the greatest ones of what is summed. */
    private static final double ROUNDING = 1e-15;

    static QuestionGeometry of(Vocabulary vocabulary, Item item) {
        double[] a = vocabulary.unit(item.a());
        double[] b = vocabulary.unit(item.b());
        double[] c = vocabulary.unit(item.c());
        double[] d = vocabulary.unit(item.answers()[0]);
        double[] sum = Arithmetic.combination(a, b, c);
        double[] rawA = raw(vocabulary, item.a());
        double[] rawB = raw(vocabulary, item.b());
        double[] rawC = raw(vocabulary, item.c());
        double[] rawSum = Arithmetic.combination(rawA, rawB, rawC);
        Double spearman = spearman(sum, ROUNDING * (greatest(a) + greatest(b) + greatest(c)), d);
        Double spearmanRaw = spearman(rawSum, ROUNDING * (greatest(rawA) + greatest(rawB) + greatest(rawC)), d);
        boolean hasSum = Offsets.length(sum) > ExactScores.SAME;
        double scale = vocabulary.length(item.a()) + vocabulary.length(item.b()) + vocabulary.length(item.c());
        boolean hasRawSum = Offsets.length(rawSum) > ExactScores.SAME * scale;
        Arithmetic.normalise(sum);
        Arithmetic.normalise(rawSum);
        return new QuestionGeometry(
                hasSum ? UnitVectors.dot(sum, d) : null,
                hasSum ? Arithmetic.angle(sum, d) : null,
                hasRawSum ? Arithmetic.angle(rawSum, d) : null,
                hasSum ? spearman : null,
                hasRawSum ? spearmanRaw : null,
                offsetCosine(Offsets.between(a, b), Offsets.between(c, d)));
    }

    private static @Nullable Double spearman(double[] sum, double rounding, double[] answer) {
        return value(SpearmanCorrelation.of(Ties.joined(sum, rounding), answer));
    }

    private static double greatest(double[] vector) {
        return Arrays.stream(vector).map(Math::abs).max().orElse(0.0);
    }

    private static @Nullable Double offsetCosine(double[] first, double[] second) {
        return Offsets.length(first) <= ExactScores.SAME || Offsets.length(second) <= ExactScores.SAME
                ? null
                : value(Arithmetic.cosine(first, second));
    }

    private static double[] raw(Vocabulary vocabulary, int word) {
        double[] raw = new double[vocabulary.dimension()];
        vocabulary.raw(word, raw);
        return raw;
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
