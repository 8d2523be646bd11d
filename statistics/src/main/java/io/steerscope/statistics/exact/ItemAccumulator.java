package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Sum and count of the margins of one item over its seeds, exact in {@linkplain FixedPoint units of 2^-60}.
 *
 * <p>Like {@link ExactMoments} a commutative group: margins may be added, removed and merged in any order with
 * identical bits. Only {@link #meanUnits()} rounds: half to even to whole units, an error of at most 2^-61 (4.4e-19).
 */
public final class ItemAccumulator {

    /** No margins. */
    public static final ItemAccumulator EMPTY = new ItemAccumulator(new long[3]);

    private static final byte FORMAT = 2;
    private static final int COUNT = 0;
    private static final int SUM = 1;
    private static final int[] WIDTHS = {1, 2};

    private final long[] words;

    private ItemAccumulator(long[] words) {
        this.words = words;
    }

    /** With one more margin in [-4, 4], rounded to units of 2^-60. */
    public ItemAccumulator add(double margin) {
        return addUnits(FixedPoint.unitsOf(margin));
    }

    /** The inverse of {@link #add}. */
    public ItemAccumulator remove(double margin) {
        return removeUnits(FixedPoint.unitsOf(margin));
    }

    /** With one more margin, given in units of 2^-60. */
    public ItemAccumulator addUnits(long units) {
        return merge(ofOne(units));
    }

    /** The inverse of {@link #addUnits}. */
    public ItemAccumulator removeUnits(long units) {
        return subtract(ofOne(units));
    }

    /** Margins of both together. */
    public ItemAccumulator merge(ItemAccumulator other) {
        long[] result = words.clone();
        result[COUNT] += other.words[COUNT];
        WideIntegers.add(result, other.words, SUM, 2);
        return new ItemAccumulator(result);
    }

    /** The inverse of {@link #merge}. */
    public ItemAccumulator subtract(ItemAccumulator other) {
        long[] result = words.clone();
        result[COUNT] -= other.words[COUNT];
        WideIntegers.subtract(result, other.words, SUM, 2);
        return new ItemAccumulator(result);
    }

    /** Number of margins. */
    public long count() {
        return words[COUNT];
    }

    /** Sum of the margins, in units of 2^-60. */
    public BigInteger sum() {
        return WideIntegers.toBigInteger(words, SUM, 2);
    }

    boolean sumFitsLong() {
        return words[SUM + 1] == words[SUM] >> 63;
    }

    /** The lowest 64 bits of {@link #sum()}. */
    long sumLow() {
        return words[SUM];
    }

    /**
     * Mean margin in units of 2^-60, rounded half to even.
     *
     * @throws IllegalStateException if there are no margins
     */
    public long meanUnits() {
        if (count() < 1) {
            throw new IllegalStateException("An item of " + count() + " margins has no mean");
        }
        if (sumFitsLong()) {
            return roundHalfEven(Math.floorDiv(words[SUM], count()), Math.floorMod(words[SUM], count()), count());
        }
        BigInteger count = BigInteger.valueOf(count());
        BigInteger remainder = sum().mod(count);
        return roundHalfEven(
                sum().subtract(remainder).divide(count).longValueExact(), remainder.longValueExact(), count());
    }

    /** The double nearest to {@link #meanUnits()}. */
    public double mean() {
        return FixedPoint.valueOf(meanUnits());
    }

    /** Canonical bytes (some 12): equal accumulators have equal bytes. */
    public byte[] toBytes() {
        return WordCodec.encode(FORMAT, words, WIDTHS);
    }

    /**
     * The accumulator that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static ItemAccumulator fromBytes(byte[] bytes) {
        return new ItemAccumulator(WordCodec.decode("an item accumulator", FORMAT, bytes, WIDTHS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ItemAccumulator that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "ItemAccumulator[count=" + count() + ", sum=" + sum() + "]";
    }

    private static ItemAccumulator ofOne(long units) {
        FixedPoint.checked(units);
        return new ItemAccumulator(new long[] {1, units, units >> 63});
    }

    private static long roundHalfEven(long floor, long remainder, long divisor) {
        int half = Long.compare(remainder, divisor - remainder);
        return half > 0 || half == 0 && (floor & 1) == 1 ? floor + 1 : floor;
    }
}
