package io.steerscope.statistics.exact;

/**
 * The fixed-point scale of exact sums: a value is a whole number of units of 2^-60, held in a {@code long}.
 *
 * <p>Values lie in [-4, 4]: a margin lies in [-2, 2], the difference of two margins in [-4, 4]. Doubles of magnitude
 * 2^-8 and above are represented without error (their last bit weighs at least 2^-60); smaller ones are rounded half to
 * even, with an error of at most 2^-61 (4.4e-19).
 */
public final class FixedPoint {

    /** Binary digits after the point. */
    public static final int FRACTION_BITS = 60;

    /** The largest magnitude that has units. */
    public static final double LIMIT = 4.0;

    /** A value of 2 to this power units or less is as good as zero: 9.1e-13, what decimal rounding leaves of a zero. */
    public static final int TIE_BITS = 20;

    static final long TIE_UNITS = 1L << TIE_BITS;

    static final long LIMIT_UNITS = 4L << FRACTION_BITS;

    private FixedPoint() {}

    /**
     * Units nearest to a value, ties to even.
     *
     * @throws IllegalArgumentException if the value is not a number or its magnitude is above {@link #LIMIT}
     */
    public static long unitsOf(double value) {
        if (!(Math.abs(value) <= LIMIT)) {
            throw new IllegalArgumentException("Value " + value + " is outside [-4, 4]");
        }
        return (long) Math.rint(value * 0x1p60);
    }

    /** The double nearest to a number of units, ties to even. */
    public static double valueOf(long units) {
        return units * 0x1p-60;
    }

    /**
     * 1 for a value above zero, -1 for one below, and 0 for a tie: a value that is zero but for the rounding of its
     * parts. The mean of 0.1, 0.2 and -0.3 is one.
     */
    public static int sign(long units) {
        return units > TIE_UNITS ? 1 : units < -TIE_UNITS ? -1 : 0;
    }

    static long checked(long units) {
        if (units < -LIMIT_UNITS || units > LIMIT_UNITS) {
            throw new IllegalArgumentException("Value of " + units + " units of 2^-60 is outside [-4, 4]");
        }
        return units;
    }
}
