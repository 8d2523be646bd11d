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
        return Optional.of(of(mean, sd / Math.sqrt(moments.n()), mean / sd, moments.n() - 1, level));
    }

    /**
     * The same test of an estimate that is no mean, with its standard error; empty below two values and where the
     * standard error is 0.
     *
     * @param n number of independent values that it rests on
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<TTest> ofStandardError(double estimate, double standardError, long n, double level) {
        ConfidenceLevel.checked(level);
        return n < 2 || standardError == 0.0
                ? Optional.empty()
                : Optional.of(of(estimate, standardError, estimate / standardError / Math.sqrt(n), n - 1, level));
    }

    private static TTest of(double mean, double standardError, double cohensD, long df, double level) {
        double t = mean / standardError;
        double halfWidth = StudentT.quantile(0.5 + 0.5 * level, df) * standardError;
        return new TTest(
                t,
                df,
                StudentT.upperTail(t, df),
                StudentT.twoSidedTail(t, df),
                Interval.around(mean, halfWidth),
                cohensD);
    }

    /** The same test in units of which {@code factor} make one. */
    public TTest scaled(double factor) {
        return new TTest(t, df, pGreater, pTwoSided, interval.scaled(factor), cohensD);
    }
}
