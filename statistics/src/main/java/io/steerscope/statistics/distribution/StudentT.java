package io.steerscope.statistics.distribution;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;

/**
 * Student's t distribution.
 *
 * <p>The upper tail at t > 0 is I_x(df/2, 1/2) / 2 with x = df / (df + t^2), I the regularised incomplete beta function
 * (Abramowitz and Stegun 26.7.1), evaluated as a continued fraction (NIST DLMF 8.17.22) by the modified Lentz method.
 * The leading factor is formed from log1p(t^2 / df), so that neither a far tail nor many degrees of freedom lose
 * digits: the relative error of a tail is below 1e-10 up to a million degrees of freedom.
 */
public final class StudentT {

    private static final double TINY = 1e-300;
    private static final double EPSILON = 1e-16;
    private static final int MAX_TERMS = 1_000_000;

    private StudentT() {}

    /**
     * P(T >= t).
     *
     * @throws IllegalArgumentException if t is not finite or its magnitude is above 1e150, or df is not positive
     */
    public static double upperTail(double t, double df) {
        if (!(Math.abs(t) <= 1e150) || !(df > 0.0)) {
            throw new IllegalArgumentException("No t distribution at t = " + t + ", df = " + df);
        }
        if (t < 0.0) {
            return 1.0 - upperTail(-t, df);
        }
        double ratio = t * t / df;
        double x = 1.0 / (1.0 + ratio);
        double complement = ratio / (1.0 + ratio);
        double a = 0.5 * df;
        double factor = Math.sqrt(complement) * Math.exp(-a * Math.log1p(ratio) - Beta.logBeta(a, 0.5));
        if (x < (a + 1.0) / (a + 2.5)) {
            return 0.5 * factor * fraction(x, a, 0.5) / a;
        }
        return 0.5 - factor * fraction(complement, 0.5, a);
    }

    /** P(|T| >= |t|). */
    public static double twoSidedTail(double t, double df) {
        return Math.min(1.0, 2.0 * upperTail(Math.abs(t), df));
    }

    /**
     * The t with P(T <= t) = probability.
     *
     * @throws IllegalArgumentException if the probability is not inside (0, 1)
     */
    public static double quantile(double probability, double df) {
        if (!(probability > 0.0 && probability < 1.0)) {
            throw new IllegalArgumentException("Probability " + probability + " is not inside (0, 1)");
        }
        TDistribution distribution = new TDistribution(null, df);
        double t = distribution.inverseCumulativeProbability(probability);
        for (int step = 0; step < 2; step++) {
            t -= (upperTail(-t, df) - probability) / distribution.density(t);
        }
        return t;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1.0;
        double d = inverse(1.0 - (a + b) * x / (a + 1.0));
        double value = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = inverse(1.0 + even * d);
            c = awayFromZero(1.0 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = inverse(1.0 + odd * d);
            c = awayFromZero(1.0 + odd / c);
            double change = d * c;
            value *= change;
            if (Math.abs(change - 1.0) <= EPSILON) {
                return value;
            }
        }
        throw new ArithmeticException("Incomplete beta did not converge at x = " + x + ", a = " + a + ", b = " + b);
    }

    private static double inverse(double value) {
        return 1.0 / awayFromZero(value);
    }

    private static double awayFromZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
