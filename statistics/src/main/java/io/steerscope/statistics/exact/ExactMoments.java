package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Count, number of positive values, and sums of the first three powers of a multiset of values in [-4, 4], exact in
 * {@linkplain FixedPoint units of 2^-60}.
 *
 * <p>The state is a commutative group: values may be removed before they are added, and intermediate states may have a
 * negative count. Figures are read through {@link #mean()}, {@link #variance()} and so on; they are empty where a state
 * does not determine them, never NaN.
 *
 * <p>Widths: the sum has 128 bits, the sum of squares 192, the sum of cubes 256; none can overflow before the count
 * does.
 */
public final class ExactMoments {

    /** No values. */
    public static final ExactMoments EMPTY = new ExactMoments(new long[11]);

    private static final byte FORMAT = 1;
    private static final int COUNT = 0;
    private static final int POSITIVES = 1;
    private static final int SUM = 2;
    private static final int SQUARES = 4;
    private static final int CUBES = 7;
    private static final int[] WIDTHS = {1, 1, 2, 3, 4};

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

    /** Number of values. */
    public long n() {
        return words[COUNT];
    }

    /** Number of values above zero (after rounding to units). */
    public long positives() {
        return words[POSITIVES];
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
     * Acceleration of the BCa bootstrap of the mean: sum of (x - mean)^3 over 6 times (sum of (x - mean)^2)^(3/2), which
     * for the mean equals the jackknife estimate (Efron 1987, Better bootstrap confidence intervals, eq. 6.6). Empty
     * below two values or without variance.
     */
    public OptionalDouble acceleration() {
        BigInteger centred = centredSquares();
        if (n() < 2 || centred.signum() <= 0) {
            return OptionalDouble.empty();
        }
        double squares = ExactRatio.toDouble(centred, count(), 2 * FixedPoint.FRACTION_BITS);
        double cubes = ExactRatio.toDouble(centredCubes(), count().multiply(count()), 3 * FixedPoint.FRACTION_BITS);
        return OptionalDouble.of(cubes / (6.0 * squares * Math.sqrt(squares)));
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

    /** Canonical bytes (some 30 to 70): equal moments have equal bytes. */
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
        return "ExactMoments[n=" + n() + ", positives=" + positives() + ", sum=" + sum() + ", sumOfSquares="
                + sumOfSquares() + ", sumOfCubes=" + sumOfCubes() + "]";
    }

    private static ExactMoments ofOne(long units) {
        FixedPoint.checked(units);
        long[] one = new long[EMPTY.words.length];
        one[COUNT] = 1;
        one[POSITIVES] = units > 0 ? 1 : 0;
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
        return new ExactMoments(one);
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
}
