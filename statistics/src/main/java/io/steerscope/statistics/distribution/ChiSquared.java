package io.steerscope.statistics.distribution;

import org.apache.commons.math3.special.Gamma;

/** The chi-squared distribution. */
public final class ChiSquared {

    private ChiSquared() {}

    /**
     * P(X >= x) = Q(df/2, x/2), Q the regularised upper incomplete gamma function (Abramowitz and Stegun 26.4.19).
     *
     * @throws IllegalArgumentException if x is negative or not finite, or df is not positive
     */
    public static double upperTail(double x, double df) {
        if (!(x >= 0.0) || Double.isInfinite(x) || !(df > 0.0)) {
            throw new IllegalArgumentException("No chi-squared distribution at " + x + " with " + df + " df");
        }
        return Gamma.regularizedGammaQ(0.5 * df, 0.5 * x);
    }
}
