package io.steerscope.statistics.interval;

import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.DecreasingRoot;
import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;

/**
 * Confidence sequence for t: a mean that may be looked at after every value, from the second on, exactly for normal
 * values of any variance (Lai 1976, On confidence sequences, Annals of Statistics 4; Wang and Ramdas, Anytime-valid
 * t-tests and confidence sequences for Gaussian means with unknown variance, arXiv 2310.03722).
 *
 * <p>It rests on the likelihood ratio of the t statistic, which does not depend on the variance, mixed over a
 * standardised effect that is normal with mean 0 and variance 1 / c. With S the sum and V the sum of squares of n
 * values less the mean that is tested:
 *
 * <ul>
 *   <li>against "the mean is the one tested": e = sqrt(c / (n + c)) ((n + c) V / ((n + c) V - S^2))^(n/2), for ever
 *       below 1 / a with a probability of at least 1 - a. The two-sided interval holds the means with e below 1 / a:
 *       mean +- s / sqrt n sqrt((1 - q)(n + c)(n - 1) / (n - (1 - q)(n + c))), q = (a sqrt(c / (n + c)))^(2/n); there
 *       is none where the denominator is not positive;
 *   <li>against "the mean is at most the one tested": mixed over the positive effects alone, e times 2 P(T <= S sqrt n
 *       / sqrt((n + c) V - S^2)), T Student's with n degrees of freedom: under the mixture the mean given the values is
 *       Student's. The always-valid p-value is 1 over it, at most 1; the bounds are its inversion.
 * </ul>
 *
 * <p>c decides where the sequence is narrowest and is to be chosen before the data are seen; {@link #narrowestAt}
 * chooses it by the planned n. Of values that are not normal the promise is approximate.
 *
 * @param logE natural logarithm of e against a mean of 0
 * @param pGreater always-valid p-value against "mean <= 0", in (0, 1]
 * @param twoSided interval at the level; null while n is too small for one
 * @param lowerBound one-sided lower bound at the level; null while n is too small for one
 * @param upperBound one-sided upper bound at the level; null while n is too small for one
 * @param c the c of the interval
 * @param oneSidedC the c of the p-value and the bounds
 */
public record TSequence(
        double logE,
        double pGreater,
        @Nullable Interval twoSided,
        @Nullable Double lowerBound,
        @Nullable Double upperBound,
        double c,
        double oneSidedC) {

    private static final double LARGEST_T = 1e9;

    /**
     * The sequence at its present n, narrowest at the planned n; empty below two values or without variance.
     *
     * @throws IllegalArgumentException if plannedN is below 1 or level is not inside (0.5, 1)
     */
    public static Optional<TSequence> of(ExactMoments moments, long plannedN, double level) {
        double alpha = 1.0 - ConfidenceLevel.checked(level);
        return of(moments, level, narrowestAt(plannedN, alpha), narrowestAt(plannedN, 2.0 * alpha));
    }

    /**
     * The sequence at its present n; empty below two values or without variance.
     *
     * @param c c of the interval, above 0
     * @param oneSidedC c of the p-value and the bounds, above 0
     * @throws IllegalArgumentException if a c is not above 0 or level is not inside (0.5, 1)
     */
    public static Optional<TSequence> of(ExactMoments moments, double level, double c, double oneSidedC) {
        double sd = moments.standardDeviation().orElse(0.0);
        return sd == 0.0
                ? Optional.empty()
                : Optional.of(of(
                        moments.n(), moments.mean().orElseThrow(), sd / Math.sqrt(moments.n()), level, c, oneSidedC));
    }

    /**
     * The sequence over clusters, such as the pairs of items: n is the number of clusters, and the cluster-robust
     * standard error takes the place of s / sqrt n. Where all clusters have the same number of values, as in a complete
     * experiment, it is the sequence of the means of the clusters; before, it is approximate. Empty below two clusters
     * or without variation between them.
     *
     * @throws IllegalArgumentException if plannedClusters is below 1 or level is not inside (0.5, 1)
     */
    public static Optional<TSequence> ofClusters(ClusterMoments moments, long plannedClusters, double level) {
        double alpha = 1.0 - ConfidenceLevel.checked(level);
        double c = narrowestAt(plannedClusters, alpha);
        double oneSidedC = narrowestAt(plannedClusters, 2.0 * alpha);
        OptionalDouble standardError = moments.standardError();
        return standardError.isEmpty() || standardError.getAsDouble() == 0.0
                ? Optional.empty()
                : Optional.of(of(
                        moments.clusters(),
                        moments.mean().orElseThrow(),
                        standardError.getAsDouble(),
                        level,
                        c,
                        oneSidedC));
    }

    private static TSequence of(long n, double mean, double standardError, double level, double c, double oneSidedC) {
        double alpha = 1.0 - ConfidenceLevel.checked(level);
        if (!(c > 0.0 && oneSidedC > 0.0)) {
            throw new IllegalArgumentException("No sequence for c = " + c + " and " + oneSidedC);
        }
        double t = mean / standardError;
        double distance = criticalT(n, alpha, oneSidedC);
        boolean bounded = Double.isFinite(distance);
        return new TSequence(
                logE(t, n, c),
                alwaysValidP(t, n, oneSidedC),
                twoSided(n, mean, standardError, alpha, c),
                bounded ? mean - distance * standardError : null,
                bounded ? mean + distance * standardError : null,
                c,
                oneSidedC);
    }

    /**
     * The c at which the sequence of error rate alpha is about narrowest at the planned n: one over the variance that
     * does so for the {@linkplain ConfidenceSequence#rhoSquared asymptotic sequence}, whose mixture is the same.
     *
     * @throws IllegalArgumentException if plannedN is below 1 or alpha is not inside (0, 1)
     */
    public static double narrowestAt(long plannedN, double alpha) {
        return 1.0 / ConfidenceSequence.rhoSquared(alpha, plannedN);
    }

    /**
     * Logarithm of e of n values against the mean that t measures the distance to.
     *
     * @param t (mean - mean tested) / (s / sqrt n)
     * @param n number of values; below 2 the ratio is 1
     */
    public static double logE(double t, long n, double c) {
        return n < 2 ? 0.0 : 0.5 * (Math.log(c / (n + c)) + n * logRatio(t * t / (n - 1.0), n, c));
    }

    /**
     * Always-valid one-sided p-value against "mean <= mean tested". It falls with t, and with n at a fixed mean / s
     * above 0 from where on there are bounds.
     *
     * @param t (mean - mean tested) / (s / sqrt n)
     * @param n number of values; below 2 it is 1
     */
    public static double alwaysValidP(double t, long n, double c) {
        return n < 2 ? 1.0 : Math.min(1.0, Math.exp(-oneSidedLogE(t, n, c)));
    }

    /** The t at which the always-valid p-value is alpha; infinite where n is too small for one. */
    public static double criticalT(long n, double alpha, double c) {
        double needed = -Math.log(alpha);
        return n < 2 || oneSidedLogE(LARGEST_T, n, c) <= needed
                ? Double.POSITIVE_INFINITY
                : DecreasingRoot.find(t -> needed - oneSidedLogE(t, n, c), 1.0, 1.0);
    }

    private static @Nullable Interval twoSided(long n, double mean, double standardError, double alpha, double c) {
        double below = -Math.expm1(2.0 / n * (Math.log(alpha) + 0.5 * Math.log(c / (n + c))));
        double denominator = n - below * (n + c);
        return denominator > 0.0
                ? Interval.around(mean, standardError * Math.sqrt(below * (n + c) * (n - 1.0) / denominator))
                : null;
    }

    private static double oneSidedLogE(double t, long n, double c) {
        double q = t * t / (n - 1.0);
        double quantile = Math.signum(t) * n * Math.sqrt(q / (n + c + c * q));
        return logE(t, n, c) + Math.log(2.0) + logLowerTail(quantile, n);
    }

    private static double logLowerTail(double quantile, double df) {
        return quantile > 0.0
                ? Math.log1p(-StudentT.upperTail(quantile, df))
                : Math.log(StudentT.upperTail(-quantile, df));
    }

    /** Logarithm of (n + c) V / ((n + c) V - S^2) with q = t^2 / (n - 1): (n + c)(1 + q) / (n + c + c q). */
    private static double logRatio(double q, double n, double c) {
        return Math.log1p(n * q / (n + c + c * q));
    }
}
