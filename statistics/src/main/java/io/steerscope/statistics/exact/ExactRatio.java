package io.steerscope.statistics.exact;

import java.math.BigInteger;

/** Correctly rounded doubles of exact fractions. */
final class ExactRatio {

    private static final int QUOTIENT_BITS = 66;

    private ExactRatio() {}

    /**
     * The double nearest to {@code numerator / denominator * 2^-scale}, ties to even (results in the subnormal range
     * may be rounded twice).
     */
    static double toDouble(BigInteger numerator, BigInteger denominator, int scale) {
        if (numerator.signum() == 0) {
            return 0.0;
        }
        BigInteger magnitude = numerator.abs();
        int shift = Math.max(0, QUOTIENT_BITS - magnitude.bitLength() + denominator.bitLength());
        BigInteger[] division = magnitude.shiftLeft(shift).divideAndRemainder(denominator);
        BigInteger sticky = division[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE;
        double quotient = division[0].shiftLeft(1).or(sticky).doubleValue();
        double value = Math.scalb(quotient, -shift - 1 - scale);
        return numerator.signum() < 0 ? -value : value;
    }
}
