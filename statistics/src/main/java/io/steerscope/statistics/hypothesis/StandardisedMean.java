package io.steerscope.statistics.hypothesis;

import java.util.Optional;

import org.apache.commons.math3.special.Beta;
import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.NoncentralT;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * How large a mean is in standard deviations.
 *
 * @param cohensD mean / s (Cohen 1988)
 * @param hedgesG d J(df) with J(df) = Gamma(df/2) / (sqrt(df/2) Gamma((df - 1)/2)), df = n - 1: unbiased for normal
 *     values (Hedges 1981, J. Educational Statistics 6, eq. 6e); null below three values, where d has no expectation
 * @param interval interval of the standardised mean: the noncentralities under which t has the tails (1 - level) / 2,
 *     over sqrt(n) (Steiger and Fouladi 1997)
 */
public record StandardisedMean(double cohensD, @Nullable Double hedgesG, Interval interval) {

    /**
     * The standardised mean; empty below two values or without variance.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<StandardisedMean> of(ExactMoments moments, double level) {
        double tail = 0.5 * (1.0 - ConfidenceLevel.checked(level));
        double sd = moments.standardDeviation().orElse(0.0);
        if (sd == 0.0) {
            return Optional.empty();
        }
        double d = moments.mean().orElseThrow() / sd;
        double df = moments.n() - 1.0;
        double root = Math.sqrt(moments.n());
        return Optional.of(new StandardisedMean(
                d,
                df < 2.0 ? null : d * unbiasing(df),
                new Interval(
                        NoncentralT.noncentrality(d * root, df, 1.0 - tail) / root,
                        NoncentralT.noncentrality(d * root, df, tail) / root)));
    }

    private static double unbiasing(double df) {
        double half = 0.5 * df;
        return Math.sqrt(Math.PI / half) * Math.exp(-Beta.logBeta(half - 0.5, 0.5));
    }
}
