package io.steerscope.statistics.hypothesis;

import java.util.OptionalLong;

import io.steerscope.statistics.distribution.NoncentralT;
import io.steerscope.statistics.distribution.StudentT;

/**
 * Power of the one-sided one-sample t-test against means above 0, exact for normal values: with n values of mean d
 * standard deviations t has the noncentral t distribution with n - 1 degrees of freedom and noncentrality d sqrt(n)
 * (Cohen 1988, section 2.3; Johnson, Kotz and Balakrishnan 1995, chapter 31).
 */
public final class TTestPower {

    private static final long MOST_VALUES = 1L << 40;

    private TTestPower() {}

    /**
     * The chance that a test at error rate alpha rejects "the mean is at most 0" when it is d standard deviations.
     *
     * @throws IllegalArgumentException if n is below 2, alpha is not inside (0, 1), or d is not finite
     */
    public static double power(long n, double d, double alpha) {
        double df = degreesOfFreedom(n);
        return NoncentralT.upperTail(-StudentT.quantile(alpha, df), df, d * Math.sqrt(n));
    }

    /**
     * The smallest standardised mean that a test at error rate alpha finds with the given power.
     *
     * @throws IllegalArgumentException if n is below 2, or alpha or power is not inside (0, 1)
     */
    public static double detectableD(long n, double alpha, double power) {
        double df = degreesOfFreedom(n);
        if (!(power > 0.0 && power < 1.0)) {
            throw new IllegalArgumentException("Power " + power + " is not inside (0, 1)");
        }
        return NoncentralT.noncentrality(-StudentT.quantile(alpha, df), df, 1.0 - power) / Math.sqrt(n);
    }

    /**
     * The smallest number of values with which a test at error rate alpha finds a standardised mean of d with the given
     * power; empty if 2^40 are too few.
     *
     * @throws IllegalArgumentException if d is not above 0, or alpha or power is not inside (0, 1)
     */
    public static OptionalLong valuesNeeded(double d, double alpha, double power) {
        if (!(d > 0.0)) {
            throw new IllegalArgumentException("No number of values finds a standardised mean of " + d);
        }
        long enough = 2;
        while (detectableD(enough, alpha, power) > d) {
            if (enough >= MOST_VALUES) {
                return OptionalLong.empty();
            }
            enough *= 2;
        }
        long tooFew = enough / 2;
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (detectableD(middle, alpha, power) > d) {
                tooFew = middle;
            } else {
                enough = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    private static double degreesOfFreedom(long n) {
        if (n < 2) {
            throw new IllegalArgumentException("A t-test needs two values, not " + n);
        }
        return n - 1.0;
    }
}
