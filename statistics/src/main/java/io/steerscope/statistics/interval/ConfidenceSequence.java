package io.steerscope.statistics.interval;

import java.util.Optional;
import java.util.OptionalDouble;

import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;

/**
 * Asymptotic confidence sequence of a mean after n values: valid at every n at once, so that the figures may be watched
 * and the run stopped at any time (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory
 * and asymptotic confidence sequences, Annals of Statistics 52, 2024).
 *
 * <p>With a = 1 - level, s the sample standard deviation (denominator n - 1) and k = n rho^2 + 1:
 *
 * <ul>
 *   <li>two-sided (Theorem 2.2): mean +- s sqrt(2 k / (n^2 rho^2) log(sqrt(k) / a));
 *   <li>lower bound (one-sided, Proposition B.1): mean - s sqrt(2 k / (n^2 rho^2) log(1 + sqrt(k) / (2 a))); the upper
 *       bound is its mirror image, each valid alone at the level;
 *   <li>always-valid p-value of "mean <= 0": the a at which the lower bound is 0, sqrt(k) / (2 (exp(z) - 1)) with z =
 *       mean^2 n^2 rho^2 / (2 k s^2), at most 1; it is 1 if mean <= 0.
 * </ul>
 *
 * <p>rho^2 makes the sequence narrowest at the planned n (same paper, Appendix B.2): y = planned n times rho^2 solves
 * y - log(1 + y) = -2 log a, that is y = -W(-a^2 / e) - 1 on the lower branch of the Lambert W function; the one-sided
 * bounds use 2 a in place of a. rho must be fixed before the data are seen: the planned n is that of the design, not
 * the n so far.
 *
 * <p>The coverage is asymptotic: it rests on a central limit theorem and on s. Up to {@link #BURN_IN} values the
 * sequence is to be shown as having too few items, and nothing is to be claimed from it.
 *
 * @param twoSided interval at the level
 * @param lowerBound one-sided lower bound at the level
 * @param upperBound one-sided upper bound at the level
 * @param pGreater always-valid p-value against "mean <= 0", in [0, 1]; 0 where it is below the smallest double
 * @param rhoSquaredTwoSided rho^2 of the interval
 * @param rhoSquaredOneSided rho^2 of the lower bound and of the p-value
 * @param plannedN the n at which the sequence is narrowest
 */
public record ConfidenceSequence(
        Interval twoSided,
        double lowerBound,
        double upperBound,
        double pGreater,
        double rhoSquaredTwoSided,
        double rhoSquaredOneSided,
        long plannedN) {

    /** Number of values up to which the sequence counts as having too few items. */
    public static final long BURN_IN = 30;

    /**
     * The sequence at its present n; empty below two values or without variance.
     *
     * @throws IllegalArgumentException if plannedN is below 1 or level is not inside (0.5, 1)
     */
    public static Optional<ConfidenceSequence> of(ExactMoments moments, long plannedN, double level) {
        return of(moments.n(), moments.mean(), moments.standardDeviation(), plannedN, level);
    }

    /**
     * The sequence of the mean of values that come in clusters, such as the items of a pair: s is replaced by the
     * cluster-robust standard error times sqrt(n). Where values of one cluster are correlated, the sequence over single
     * values covers too seldom; this one allows for it. Burn-in counts clusters. Empty below two clusters or without
     * variation between them.
     *
     * @param plannedN number of values of the design
     * @throws IllegalArgumentException if plannedN is below 1 or level is not inside (0.5, 1)
     */
    public static Optional<ConfidenceSequence> ofClusters(ClusterMoments moments, long plannedN, double level) {
        OptionalDouble standardError = moments.standardError();
        return of(
                moments.values(),
                moments.mean(),
                standardError.isEmpty()
                        ? standardError
                        : OptionalDouble.of(standardError.getAsDouble() * Math.sqrt(moments.values())),
                plannedN,
                level);
    }

    /**
     * The sequence of an estimate that is asymptotically a mean of n independent values, such as a ratio of means.
     *
     * @param sd its standard error times sqrt(n), above 0
     * @throws IllegalArgumentException if sd is not above 0, plannedN is below 1 or level is not inside (0.5, 1)
     */
    public static ConfidenceSequence ofEstimate(double estimate, double sd, long n, long plannedN, double level) {
        if (!(sd > 0.0)) {
            throw new IllegalArgumentException("No sequence for a standard deviation of " + sd);
        }
        return of(n, OptionalDouble.of(estimate), OptionalDouble.of(sd), plannedN, level)
                .orElseThrow();
    }

    private static Optional<ConfidenceSequence> of(
            double n, OptionalDouble knownMean, OptionalDouble deviation, long plannedN, double level) {
        double alpha = 1.0 - ConfidenceLevel.checked(level);
        double two = rhoSquared(alpha, plannedN);
        double one = rhoSquared(2.0 * alpha, plannedN);
        double sd = deviation.orElse(0.0);
        if (sd == 0.0) {
            return Optional.empty();
        }
        double mean = knownMean.orElseThrow();
        double kTwo = n * two + 1.0;
        double halfWidth = sd * Math.sqrt(2.0 * kTwo / (n * n * two) * Math.log(Math.sqrt(kTwo) / alpha));
        double depth = sd * depth(n, alpha, one);
        return Optional.of(new ConfidenceSequence(
                Interval.around(mean, halfWidth),
                mean - depth,
                mean + depth,
                alwaysValidP(mean / sd, n, one),
                two,
                one,
                plannedN));
    }

    /**
     * The rho^2 at which the two-sided sequence of error rate alpha is narrowest at the planned n.
     *
     * @throws IllegalArgumentException if plannedN is below 1 or alpha is not inside (0, 1)
     */
    public static double rhoSquared(double alpha, long plannedN) {
        if (plannedN < 1 || !(alpha > 0.0 && alpha < 1.0)) {
            throw new IllegalArgumentException("No rho for alpha " + alpha + " and a planned n of " + plannedN);
        }
        double target = -2.0 * Math.log(alpha);
        double y = target + 1.0 + Math.log1p(target);
        for (int step = 0; step < 60; step++) {
            double next = y - (y - Math.log1p(y) - target) * (1.0 + y) / y;
            if (Math.abs(next - y) <= 1e-16 * y) {
                break;
            }
            y = next;
        }
        return y / plannedN;
    }

    /**
     * How far below the mean the lower bound of n values lies, in standard deviations.
     *
     * @param alpha error rate of the bound
     * @param rhoSquared rho^2, fixed before the data are seen
     */
    public static double depth(double n, double alpha, double rhoSquared) {
        double k = n * rhoSquared + 1.0;
        return Math.sqrt(2.0 * k / (n * n * rhoSquared) * Math.log1p(Math.sqrt(k) / (2.0 * alpha)));
    }

    /**
     * Always-valid one-sided p-value against "mean <= 0" of n values; against "mean >= c" it is that of (c - mean) / s.
     * It falls with n at a fixed standardised mean above 0.
     *
     * @param standardisedMean mean / s
     * @param n number of values, at least 1
     * @param rhoSquared rho^2, fixed before the data are seen; {@link #rhoSquared} at twice the error rate tunes it
     */
    public static double alwaysValidP(double standardisedMean, double n, double rhoSquared) {
        if (standardisedMean <= 0.0) {
            return 1.0;
        }
        double k = n * rhoSquared + 1.0;
        double z = standardisedMean * standardisedMean * n * n * rhoSquared / (2.0 * k);
        return Math.min(1.0, 0.5 * Math.sqrt(k) * Math.exp(-z) / -Math.expm1(-z));
    }

    /**
     * Always-valid two-sided p-value against "mean = 0" of n values: the a at which the end of the interval that is
     * nearer to 0 lies there, at most 1.
     *
     * @param standardisedMean mean / s
     * @param n number of values, at least 1
     * @param rhoSquared rho^2, fixed before the data are seen
     */
    public static double alwaysValidPTwoSided(double standardisedMean, double n, double rhoSquared) {
        double k = n * rhoSquared + 1.0;
        double z = standardisedMean * standardisedMean * n * n * rhoSquared / (2.0 * k);
        return Math.min(1.0, Math.sqrt(k) * Math.exp(-z));
    }

    /** The same sequence in units of which {@code factor} make one. */
    public ConfidenceSequence scaled(double factor) {
        return new ConfidenceSequence(
                twoSided.scaled(factor),
                factor * lowerBound,
                factor * upperBound,
                pGreater,
                rhoSquaredTwoSided,
                rhoSquaredOneSided,
                plannedN);
    }
}
