package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Two's-complement integers of several 64-bit words, least significant word first, stored side by side in one array. A
 * number is addressed by the index of its first word and its count of words; sums wrap at that width.
 */
final class WideIntegers {

    private WideIntegers() {}

    static void add(long[] target, long[] addend, int from, int words) {
        long carry = 0;
        for (int i = from; i < from + words; i++) {
            long partial = target[i] + addend[i];
            long sum = partial + carry;
            carry = isBelow(partial, addend[i]) | isBelow(sum, carry);
            target[i] = sum;
        }
    }

    static void subtract(long[] target, long[] subtrahend, int from, int words) {
        long borrow = 0;
        for (int i = from; i < from + words; i++) {
            long partial = target[i] - subtrahend[i];
            long difference = partial - borrow;
            borrow = isBelow(target[i], subtrahend[i]) | isBelow(partial, borrow);
            target[i] = difference;
        }
    }

    static void negate(long[] target, int from, int words) {
        long carry = 1;
        for (int i = from; i < from + words; i++) {
            target[i] = ~target[i] + carry;
            carry = carry == 1 && target[i] == 0 ? 1 : 0;
        }
    }

    /** Writes {@code a * b} at a width of at least two words. */
    static void setProduct(long[] target, int from, int words, long a, long b) {
        long high = Math.multiplyHigh(a, b);
        target[from] = a * b;
        Arrays.fill(target, from + 1, from + words, high >> 63);
        target[from + 1] = high;
    }

    /** Writes the lowest {@code words} words of {@code value}. */
    static void set(long[] target, int from, int words, BigInteger value) {
        for (int word = 0; word < words; word++) {
            target[from + word] = value.shiftRight(word * Long.SIZE).longValue();
        }
    }

    /** High 64 bits of the unsigned product. */
    static long unsignedMultiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    static BigInteger toBigInteger(long[] source, int from, int words) {
        byte[] bytes = new byte[words * Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = byteAt(source, from, i);
        }
        return new BigInteger(bytes);
    }

    /** The byte of the given significance, 0 being the least. */
    static byte byteAt(long[] source, int from, int significance) {
        return (byte) (source[from + significance / Long.BYTES] >>> (significance % Long.BYTES * Byte.SIZE));
    }

    /** 1 if a is below b as unsigned numbers, else 0. */
    private static long isBelow(long a, long b) {
        return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
    }
}
