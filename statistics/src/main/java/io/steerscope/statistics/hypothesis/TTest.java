package io.steerscope.statistics.hypothesis;

import java.util.Optional;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * One-sample t-test of a mean against 0 (Student 1908).
 *
 * @param t mean / (s / sqrt(n)), s the sample standard deviation with denominator n - 1
 * @param df degrees of freedom, n - 1
 * @param pGreater P(T >= t) under a mean of 0
 * @param pTwoSided P(|T| >= |t|) under a mean of 0
 * @param interval two-sided interval of the mean, mean +- quantile((1 + level) / 2) s / sqrt(n)
 * @param cohensD standardised mean, mean / s (Cohen 1988)
 */
public record TTest(double t, long df, double pGreater, double pTwoSided, Interval interval, double cohensD) {

    /**
     * The test; empty below two values or without variance.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<TTest> of(ExactMoments moments, double level) {
        ConfidenceLevel.checked(level);
        double sd = moments.standardDeviation().orElse(0.0);
        if (sd == 0.0) {
            return Optional.empty();
        }
        double mean = moments.mean().orElseThrow();
        long df = moments.n() - 1;
        double standardError = sd / Math.sqrt(moments.n());
        double t = mean / standardError;
        double halfWidth = StudentT.quantile(0.5 + 0.5 * level, df) * standardError;
        return Optional.of(new TTest(
                t,
                df,
                StudentT.upperTail(t, df),
                StudentT.twoSidedTail(t, df),
                Interval.around(mean, halfWidth),
                mean / sd));
    }

    /** The same test in units of which {@code factor} make one. */
    public TTest scaled(double factor) {
        return new TTest(t, df, pGreater, pTwoSided, interval.scaled(factor), cohensD);
    }
}
