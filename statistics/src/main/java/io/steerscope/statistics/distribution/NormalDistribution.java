package io.steerscope.statistics.distribution;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution. */
public final class NormalDistribution {

    private static final double SQRT_2 = Math.sqrt(2.0);
    private static final double SQRT_2_PI = Math.sqrt(2.0 * Math.PI);

    private NormalDistribution() {}

    /** P(Z >= z) = erfc(z / sqrt 2) / 2. */
    public static double upperTail(double z) {
        return 0.5 * Erf.erfc(z / SQRT_2);
    }

    /** P(Z <= z). */
    public static double cumulative(double z) {
        return upperTail(-z);
    }

    /**
     * The z with P(Z <= z) = probability; infinite at 0 and 1.
     *
     * @throws IllegalArgumentException if the probability is not in [0, 1]
     */
    public static double quantile(double probability) {
        if (!(probability >= 0.0 && probability <= 1.0)) {
            throw new IllegalArgumentException("Probability " + probability + " is outside [0, 1]");
        }
        double z = SQRT_2 * Erf.erfInv(2.0 * probability - 1.0);
        if (Double.isInfinite(z)) {
            return z;
        }
        double density = Math.exp(-0.5 * z * z) / SQRT_2_PI;
        return z - (cumulative(z) - probability) / density;
    }
}
