package io.steerscope.statistics.hypothesis;

import io.steerscope.statistics.distribution.StudentT;

/** How small a mean a one-sided one-sample t-test can find. */
public final class MinimumDetectableEffect {

    private MinimumDetectableEffect() {}

    /**
     * The standardised mean (mean over standard deviation) that a test at error rate alpha finds with the given power: (t(1 -
     * alpha) + t(power)) / sqrt(n), t the Student quantile with n - 1 degrees of freedom. It replaces the noncentral t by a
     * shifted central one, which is exact in the limit and off by less than 1 % from n = 30 on.
     *
     * @throws IllegalArgumentException if n is below 2, or alpha or power is not inside (0, 1)
     */
    public static double cohensD(long n, double alpha, double power) {
        if (n < 2) {
            throw new IllegalArgumentException("A t-test needs two values, not " + n);
        }
        return (StudentT.quantile(1.0 - alpha, n - 1.0) + StudentT.quantile(power, n - 1.0)) / Math.sqrt(n);
    }
}
