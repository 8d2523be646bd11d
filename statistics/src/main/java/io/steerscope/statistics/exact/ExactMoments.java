package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Count, numbers of values above and below zero, and sums of the first four powers of a multiset of values in [-4, 4],
 * exact in {@linkplain FixedPoint units of 2^-60}.
 *
 * <p>The state is a commutative group: values may be removed before they are added, and intermediate states may have a
 * negative count. Figures are read through {@link #mean()}, {@link #variance()} and so on; they are empty where a state
 * does not determine them, never NaN.
 *
 * <p>Widths: the sum has 128 bits, the sum of squares 192, the sum of cubes 256, the sum of fourth powers 320; none can
 * overflow before the count does.
 */
public final class ExactMoments {

    /** No values. */
    public static final ExactMoments EMPTY = new ExactMoments(new long[17]);

    private static final byte FORMAT = 5;
    private static final int COUNT = 0;
    private static final int POSITIVES = 1;
    private static final int NEGATIVES = 2;
    private static final int SUM = 3;
    private static final int SQUARES = 5;
    private static final int CUBES = 8;
    private static final int FOURTHS = 12;
    private static final int[] WIDTHS = {1, 1, 1, 2, 3, 4, 5};

    private final long[] words;

    private ExactMoments(long[] words) {
        this.words = words;
    }

    /** Moments of some values, each rounded once to units of 2^-60. */
    public static ExactMoments of(double... values) {
        ExactMoments moments = EMPTY;
        for (double value : values) {
            moments = moments.add(value);
        }
        return moments;
    }

    /** With one more value in [-4, 4], rounded to units of 2^-60. */
    public ExactMoments add(double value) {
        return addUnits(FixedPoint.unitsOf(value));
    }

    /** The inverse of {@link #add}. */
    public ExactMoments remove(double value) {
        return removeUnits(FixedPoint.unitsOf(value));
    }

    /** With one more value, given in units of 2^-60. */
    public ExactMoments addUnits(long units) {
        return merge(ofOne(units));
    }

    /** The inverse of {@link #addUnits}. */
    public ExactMoments removeUnits(long units) {
        return subtract(ofOne(units));
    }

    /** Moments of both multisets together. */
    public ExactMoments merge(ExactMoments other) {
        long[] result = words.clone();
        int from = 0;
        for (int width : WIDTHS) {
            WideIntegers.add(result, other.words, from, width);
            from += width;
        }
        return new ExactMoments(result);
    }

    /** The inverse of {@link #merge}. */
    public ExactMoments subtract(ExactMoments other) {
        long[] result = words.clone();
        int from = 0;
        for (int width : WIDTHS) {
            WideIntegers.subtract(result, other.words, from, width);
            from += width;
        }
        return new ExactMoments(result);
    }

    /** Moments of the values with their signs changed. */
    public ExactMoments negated() {
        long[] result = words.clone();
        result[POSITIVES] = words[NEGATIVES];
        result[NEGATIVES] = words[POSITIVES];
        WideIntegers.negate(result, SUM, SQUARES - SUM);
        WideIntegers.negate(result, CUBES, FOURTHS - CUBES);
        return new ExactMoments(result);
    }

    /** Number of values. */
    public long n() {
        return words[COUNT];
    }

    /** Number of values {@linkplain FixedPoint#sign above zero}. */
    public long positives() {
        return words[POSITIVES];
    }

    /** Number of values {@linkplain FixedPoint#sign below zero}. */
    public long negatives() {
        return words[NEGATIVES];
    }

    /** Number of values that are {@linkplain FixedPoint#sign as good as zero}. */
    public long ties() {
        return n() - positives() - negatives();
    }

    /** Arithmetic mean, correctly rounded; empty without values. */
    public OptionalDouble mean() {
        if (n() < 1) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(ExactRatio.toDouble(sum(), count(), FixedPoint.FRACTION_BITS));
    }

    /** Sample variance (denominator n - 1), correctly rounded; empty below two values. */
    public OptionalDouble variance() {
        BigInteger centred = centredSquares();
        if (n() < 2 || centred.signum() < 0) {
            return OptionalDouble.empty();
        }
        BigInteger denominator = count().multiply(count().subtract(BigInteger.ONE));
        return OptionalDouble.of(ExactRatio.toDouble(centred, denominator, 2 * FixedPoint.FRACTION_BITS));
    }

    /** Sample standard deviation (denominator n - 1); empty below two values. */
    public OptionalDouble standardDeviation() {
        OptionalDouble variance = variance();
        return variance.isEmpty() ? variance : OptionalDouble.of(Math.sqrt(variance.getAsDouble()));
    }

    /**
     * Acceleration of the BCa bootstrap of the mean: sum of (x - mean)^3 over 6 times (sum of (x - mean)^2)^(3/2),
     * which for the mean equals the jackknife estimate (Efron 1987, Better bootstrap confidence intervals, eq. 6.6).
     * Empty below two values or without variance.
     */
    public OptionalDouble acceleration() {
        BigInteger centred = centredSquares();
        if (n() < 2 || centred.signum() <= 0) {
            return OptionalDouble.empty();
        }
        double squares = ExactRatio.toDouble(centred, count(), 2 * FixedPoint.FRACTION_BITS);
        return OptionalDouble.of(cubedDeviations() / (6.0 * squares * Math.sqrt(squares)));
    }

    /**
     * Skewness n sum (x - mean)^3 / ((n - 1)(n - 2) s^3), s the sample standard deviation: the ratio of the unbiased
     * third central moment to s^3. Empty below three values or without variance.
     */
    public OptionalDouble skewness() {
        BigInteger centred = centredSquares();
        if (n() < 3 || centred.signum() <= 0) {
            return OptionalDouble.empty();
        }
        double n = n();
        return OptionalDouble.of(cubedDeviations()
                * n
                / ((n - 1.0) * (n - 2.0))
                / Math.pow(standardDeviation().orElseThrow(), 3.0));
    }

    /**
     * Excess kurtosis m4 / m2^2 - 3 with m_k = sum (x - mean)^k / n: 0 for normal values in the limit, at least -2.
     * Empty below two values or without variance.
     */
    public OptionalDouble excessKurtosis() {
        BigInteger centred = centredSquares();
        if (n() < 2 || centred.signum() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(ExactRatio.toDouble(centredFourths(), centred.pow(2), 0) - 3.0);
    }

    /** Sum of the values, in units of 2^-60. */
    public BigInteger sum() {
        return WideIntegers.toBigInteger(words, SUM, 2);
    }

    /** Sum of the squares, in units of 2^-120. */
    public BigInteger sumOfSquares() {
        return WideIntegers.toBigInteger(words, SQUARES, 3);
    }

    /** Sum of the cubes, in units of 2^-180. */
    public BigInteger sumOfCubes() {
        return WideIntegers.toBigInteger(words, CUBES, 4);
    }

    /** Sum of the fourth powers, in units of 2^-240. */
    public BigInteger sumOfFourthPowers() {
        return WideIntegers.toBigInteger(words, FOURTHS, 5);
    }

    /** Canonical bytes (some 35 to 110): equal moments have equal bytes. */
    public byte[] toBytes() {
        return WordCodec.encode(FORMAT, words, WIDTHS);
    }

    /**
     * The moments that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static ExactMoments fromBytes(byte[] bytes) {
        return new ExactMoments(WordCodec.decode("exact moments", FORMAT, bytes, WIDTHS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactMoments that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "ExactMoments[n=" + n() + ", positives=" + positives() + ", negatives=" + negatives() + ", sum=" + sum()
                + ", sumOfSquares=" + sumOfSquares() + ", sumOfCubes=" + sumOfCubes() + ", sumOfFourthPowers="
                + sumOfFourthPowers() + "]";
    }

    private static ExactMoments ofOne(long units) {
        FixedPoint.checked(units);
        long[] one = new long[EMPTY.words.length];
        one[COUNT] = 1;
        int sign = FixedPoint.sign(units);
        one[POSITIVES] = sign > 0 ? 1 : 0;
        one[NEGATIVES] = sign < 0 ? 1 : 0;
        one[SUM] = units;
        one[SUM + 1] = units >> 63;
        long magnitude = Math.abs(units);
        long squareLow = magnitude * magnitude;
        long squareHigh = Math.multiplyHigh(magnitude, magnitude);
        one[SQUARES] = squareLow;
        one[SQUARES + 1] = squareHigh;
        long middle = squareHigh * magnitude;
        long carried = WideIntegers.unsignedMultiplyHigh(squareLow, magnitude);
        one[CUBES] = squareLow * magnitude;
        one[CUBES + 1] = middle + carried;
        one[CUBES + 2] =
                Math.multiplyHigh(squareHigh, magnitude) + (Long.compareUnsigned(one[CUBES + 1], carried) < 0 ? 1 : 0);
        if (units < 0) {
            WideIntegers.negate(one, CUBES, 4);
        }
        setSquare(one, squareHigh, squareLow);
        return new ExactMoments(one);
    }

    /** Writes the square of a number below 2^125, the fourth power of a value. */
    private static void setSquare(long[] one, long high, long low) {
        long crossHigh = WideIntegers.unsignedMultiplyHigh(high, low);
        long crossLow = high * low;
        long twiceLow = crossLow << 1;
        long twiceHigh = crossHigh << 1 | crossLow >>> 63;
        one[FOURTHS] = low * low;
        one[FOURTHS + 1] = WideIntegers.unsignedMultiplyHigh(low, low) + twiceLow;
        long carried = Long.compareUnsigned(one[FOURTHS + 1], twiceLow) < 0 ? 1 : 0;
        long third = high * high + twiceHigh;
        one[FOURTHS + 2] = third + carried;
        one[FOURTHS + 3] = Math.multiplyHigh(high, high)
                + (Long.compareUnsigned(third, twiceHigh) < 0 ? 1 : 0)
                + (Long.compareUnsigned(one[FOURTHS + 2], carried) < 0 ? 1 : 0);
    }

    private BigInteger count() {
        return BigInteger.valueOf(n());
    }

    /** n times the sum of squared deviations from the mean. */
    private BigInteger centredSquares() {
        return count().multiply(sumOfSquares()).subtract(sum().pow(2));
    }

    /** n squared times the sum of cubed deviations from the mean. */
    private BigInteger centredCubes() {
        BigInteger n = count();
        BigInteger first = sum();
        return n.pow(2)
                .multiply(sumOfCubes())
                .subtract(n.multiply(first).multiply(sumOfSquares()).multiply(BigInteger.valueOf(3)))
                .add(first.pow(3).shiftLeft(1));
    }

    /** Sum of (x - mean)^3. */
    private double cubedDeviations() {
        return ExactRatio.toDouble(centredCubes(), count().multiply(count()), 3 * FixedPoint.FRACTION_BITS);
    }

    /** n cubed times the sum of fourth powers of deviations from the mean. */
    private BigInteger centredFourths() {
        BigInteger n = count();
        BigInteger first = sum();
        BigInteger squared = first.pow(2);
        return n.pow(3)
                .multiply(sumOfFourthPowers())
                .subtract(n.pow(2).multiply(first).multiply(sumOfCubes()).shiftLeft(2))
                .add(n.multiply(squared).multiply(sumOfSquares()).multiply(BigInteger.valueOf(6)))
                .subtract(squared.pow(2).multiply(BigInteger.valueOf(3)));
    }
}
