package io.steerscope.statistics.estimate;

import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.hypothesis.JohnsonT;
import io.steerscope.statistics.hypothesis.SignTest;
import io.steerscope.statistics.hypothesis.StandardisedMean;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.hypothesis.WilcoxonSignedRank;
import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * What a sample of independent values, one a pair, says of its location.
 *
 * <p>Null: without values everything but n; below two values or without variance all that rests on sd (sd alone is
 * present as 0 where the values do not vary); where every value is 0 the sign and Wilcoxon tests.
 *
 * @param n number of values
 * @param mean their mean
 * @param sd standard deviation, denominator n - 1
 * @param tTest t-test against 0
 * @param wilcoxonExact exact Wilcoxon test against "at most 0"; null above {@value WilcoxonSignedRank#MOST_EXACT}
 *     values that are not 0
 * @param wilcoxonApproximate its normal approximation; null where the exact test is not
 * @param signTest exact sign test against "at most 0"
 * @param johnsonT Johnson's t; null below three values
 * @param standardised the mean in standard deviations
 * @param atLeastSmallestEffect P(T >= (X - mean) / se): the p-value against "the mean is at least the smallest effect
 *     X"; null without X
 * @param atMostMinusSmallestEffect P(T >= (mean + X) / se): against "the mean is at most -X"
 * @param level confidence level of the intervals
 */
public record MeanFigures(
        long n,
        @Nullable Double mean,
        @Nullable Double sd,
        @Nullable TTest tTest,
        @Nullable Double wilcoxonExact,
        @Nullable Double wilcoxonApproximate,
        @Nullable Double signTest,
        @Nullable Double johnsonT,
        @Nullable StandardisedMean standardised,
        @Nullable Double atLeastSmallestEffect,
        @Nullable Double atMostMinusSmallestEffect,
        double level) {

    /**
     * The figures of values in units of 2^-60.
     *
     * @param smallestEffect smallest effect of interest X, above 0; null for none
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static MeanFigures ofUnits(long[] units, double level, @Nullable Double smallestEffect) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (long value : units) {
            moments = moments.addUnits(value);
        }
        double[] values = Arrays.stream(units)
                .mapToDouble(value -> FixedPoint.sign(value) == 0 ? 0.0 : FixedPoint.valueOf(value))
                .toArray();
        TTest tTest = TTest.of(moments, level).orElse(null);
        OptionalDouble exact = WilcoxonSignedRank.exactPGreater(values);
        return new MeanFigures(
                moments.n(),
                Fields.orNull(moments.mean()),
                Fields.orNull(moments.standardDeviation()),
                tTest,
                Fields.orNull(exact),
                exact.isPresent() ? null : Fields.orNull(WilcoxonSignedRank.pGreater(values)),
                Fields.orNull(SignTest.pGreater(moments.positives(), moments.negatives())),
                Fields.orNull(JohnsonT.of(moments)),
                StandardisedMean.of(moments, level).orElse(null),
                tTest == null || smallestEffect == null ? null : beyond(moments, smallestEffect, -1.0),
                tTest == null || smallestEffect == null ? null : beyond(moments, smallestEffect, 1.0),
                level);
    }

    /** The same figures in units of which {@code factor} make one. */
    public MeanFigures scaled(double factor) {
        return new MeanFigures(
                n,
                Fields.scaled(mean, factor),
                Fields.scaled(sd, factor),
                tTest == null ? null : tTest.scaled(factor),
                wilcoxonExact,
                wilcoxonApproximate,
                signTest,
                johnsonT,
                standardised,
                atLeastSmallestEffect,
                atMostMinusSmallestEffect,
                level);
    }

    /** The figures by field name, without those that are not determined. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        Fields fields = new Fields().put("n", n).put("mean", mean).put("sd", sd);
        if (tTest != null) {
            fields.put("t", tTest.t())
                    .put("df", tTest.df())
                    .put("p_greater", tTest.pGreater())
                    .put("p_two_sided", tTest.pTwoSided())
                    .put("ci" + percent + "_t", tTest.interval());
        }
        fields.put("wilcoxon_exact_p_greater", wilcoxonExact)
                .put("wilcoxon_p_greater_normal_approx", wilcoxonApproximate)
                .put("sign_test_p_greater", signTest)
                .put("johnson_t", johnsonT);
        if (standardised != null) {
            fields.put("cohens_d", standardised.cohensD())
                    .put("hedges_g", standardised.hedgesG())
                    .put("cohens_d_ci" + percent, standardised.interval());
        }
        return fields.put("p_mean_at_least_smallest_effect", atLeastSmallestEffect)
                .put("p_mean_at_most_minus_smallest_effect", atMostMinusSmallestEffect)
                .toMap();
    }

    private static double beyond(ExactMoments moments, double smallestEffect, double side) {
        double error = moments.standardDeviation().orElseThrow() / Math.sqrt(moments.n());
        double distance = (smallestEffect + side * moments.mean().orElseThrow()) / error;
        return StudentT.upperTail(distance, moments.n() - 1.0);
    }
}
