package io.steerscope.statistics.distribution;

import org.apache.commons.math3.special.Beta;

/** The F distribution of the ratio of two mean squares. */
public final class FDistribution {

    private FDistribution() {}

    /**
     * P(X >= f) = I_x(df2/2, df1/2), x = df2 / (df2 + df1 f), I the regularised incomplete beta function (Abramowitz
     * and Stegun 26.6.2). Degrees of freedom may be fractions.
     *
     * @throws IllegalArgumentException if f is negative or not finite, or a number of degrees of freedom is not
     *     positive
     */
    public static double upperTail(double f, double df1, double df2) {
        if (!(f >= 0.0) || Double.isInfinite(f) || !(df1 > 0.0) || !(df2 > 0.0)) {
            throw new IllegalArgumentException("No F distribution at " + f + " with " + df1 + " and " + df2 + " df");
        }
        double ratio = df1 * f / df2;
        double x = 1.0 / (1.0 + ratio);
        double a = 0.5 * df2;
        double b = 0.5 * df1;
        return x < (a + 1.0) / (a + b + 2.0)
                ? Beta.regularizedBeta(x, a, b)
                : 1.0 - Beta.regularizedBeta(ratio / (1.0 + ratio), b, a);
    }
}
