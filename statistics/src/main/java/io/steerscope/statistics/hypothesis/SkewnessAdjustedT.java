package io.steerscope.statistics.hypothesis;

import io.steerscope.statistics.distribution.StudentT;

/**
 * One-sided test of a mean that allows for skewness (Hall 1992, On the removal of skewness by transformation, Journal
 * of the Royal Statistical Society B 54): the t statistic T of n values is bent to
 *
 * <pre>h(T) = T + a T^2 + a^2 T^3 / 3 + g / (6 sqrt n), a = k g / (3 sqrt n)</pre>
 *
 * with g their {@linkplain io.steerscope.statistics.exact.ExactMoments#skewness() skewness}, and the smaller of T and
 * h(T) is read from Student's distribution with n - 1 degrees of freedom. Hall's own k is 1; {@value #BEND} allows for
 * the skewness of a small sample, which falls short of that of the population. h rises with T, unlike the correction of
 * Johnson (1978), so stronger evidence never counts less. The smaller of the two only ever makes the test stricter than
 * the t-test: values skewed to the left ("many small gains, few large losses") make t claim too often, those to the
 * right too seldom.
 *
 * <p>How often it is wrong, beside other corrections, is in {@code docs/statistics.md}, from {@code
 * benchmarks/scripts/simulations.sh}.
 */
public final class SkewnessAdjustedT {

    private static final double BEND = 1.25;

    private SkewnessAdjustedT() {}

    /**
     * P-value against "mean <= mean tested".
     *
     * @param t (mean - mean tested) / (s / sqrt n)
     * @param skewness skewness of the values; 0 where it is not known
     * @param n number of values, at least 2
     */
    public static double pGreater(double t, double skewness, long n) {
        return StudentT.upperTail(adjusted(t, skewness, n), n - 1.0);
    }

    /**
     * The t at which the p-value is alpha: mean - t s / sqrt n is the lower bound of the mean at level 1 - alpha.
     *
     * @param alpha error rate, inside (0, 0.5]
     * @param skewness skewness of the values; 0 where it is not known
     * @param n number of values, at least 2
     */
    public static double critical(double alpha, double skewness, long n) {
        return unadjusted(StudentT.quantile(1.0 - alpha, n - 1.0), skewness, n);
    }

    /** The smaller of t and h(t). */
    public static double adjusted(double t, double skewness, long n) {
        double a = bend(skewness, n);
        double bent = t + a * t * t + a * a * t * t * t / 3.0 + skewness / (6.0 * Math.sqrt(n));
        return Math.min(t, bent);
    }

    /** The t of which {@link #adjusted} makes the given one. */
    public static double unadjusted(double adjusted, double skewness, long n) {
        double a = bend(skewness, n);
        double shifted = adjusted - skewness / (6.0 * Math.sqrt(n));
        double unbent = a == 0.0 ? shifted : (Math.cbrt(1.0 + 3.0 * a * shifted) - 1.0) / a;
        return Math.max(adjusted, unbent);
    }

    private static double bend(double skewness, long n) {
        return BEND * skewness / (3.0 * Math.sqrt(n));
    }
}
