package io.steerscope.statistics.embedding;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.Interval;

/**
 * Mean of values of items with both one-sided t-tests against 0.
 *
 * @param n number of items
 * @param mean their mean; null without items
 * @param sd sample standard deviation; null below two items
 * @param t mean / (sd / sqrt n); null, as all that follows, below two items and without variance
 * @param pGreater P(T >= t) under a mean of 0
 * @param pLess P(T <= t) under a mean of 0
 * @param interval two-sided 95 % interval
 * @param moments moments of the values
 */
public record MeanTest(
        long n,
        @Nullable Double mean,
        @Nullable Double sd,
        @Nullable Double t,
        @Nullable Double pGreater,
        @Nullable Double pLess,
        @Nullable Interval interval,
        ExactMoments moments) {

    private static final double LEVEL = 0.95;

    /** Mean and tests of values that were added. */
    public static MeanTest of(ExactMoments moments) {
        TTest test = TTest.of(moments, LEVEL).orElse(null);
        return new MeanTest(
                moments.n(),
                Fields.orNull(moments.mean()),
                Fields.orNull(moments.standardDeviation()),
                test == null ? null : Double.valueOf(test.t()),
                test == null ? null : Double.valueOf(test.pGreater()),
                test == null ? null : Double.valueOf(StudentT.upperTail(-test.t(), test.df())),
                test == null ? null : test.interval(),
                moments);
    }
}
