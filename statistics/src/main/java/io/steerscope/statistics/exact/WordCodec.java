package io.steerscope.statistics.exact;

import java.util.Arrays;

/**
 * Canonical bytes of a row of {@linkplain WideIntegers wide integers}: one format byte, then for each integer one
 * length byte and its shortest big-endian two's-complement form (at least one byte). Equal states have equal bytes and
 * the reverse.
 */
final class WordCodec {

    private WordCodec() {}

    static byte[] encode(byte format, long[] source, int[] widths) {
        byte[] out = new byte[1 + widths.length + source.length * Long.BYTES];
        out[0] = format;
        int at = 1;
        int from = 0;
        for (int width : widths) {
            int length = shortestLength(source, from, width);
            out[at++] = (byte) length;
            for (int significance = length - 1; significance >= 0; significance--) {
                out[at++] = WideIntegers.byteAt(source, from, significance);
            }
            from += width;
        }
        return Arrays.copyOf(out, at);
    }

    static long[] decode(String what, byte format, byte[] bytes, int[] widths) {
        if (bytes.length == 0 || bytes[0] != format) {
            throw new IllegalArgumentException(
                    "Not " + what + ": format byte " + (bytes.length == 0 ? "missing" : "is " + bytes[0]));
        }
        int words = 0;
        for (int width : widths) {
            words += width;
        }
        long[] target = new long[words];
        int at = 1;
        int from = 0;
        for (int width : widths) {
            int length = at < bytes.length ? bytes[at++] : 0;
            if (length < 1 || length > width * Long.BYTES || at + length > bytes.length) {
                throw new IllegalArgumentException("Not " + what + ": truncated or malformed at byte " + at);
            }
            readInteger(bytes, at, length, target, from, width);
            if (shortestLength(target, from, width) != length) {
                throw new IllegalArgumentException("Not " + what + ": padded integer at byte " + at);
            }
            at += length;
            from += width;
        }
        if (at != bytes.length) {
            throw new IllegalArgumentException("Not " + what + ": " + (bytes.length - at) + " bytes too many");
        }
        return target;
    }

    private static void readInteger(byte[] bytes, int at, int length, long[] target, int from, int width) {
        Arrays.fill(target, from, from + width, bytes[at] < 0 ? -1L : 0L);
        int end = at + length;
        for (int word = from; end > at; word++) {
            int start = Math.max(at, end - Long.BYTES);
            long value = target[word];
            for (int i = start; i < end; i++) {
                value = value << Byte.SIZE | bytes[i] & 0xFFL;
            }
            target[word] = value;
            end = start;
        }
    }

    private static int shortestLength(long[] source, int from, int width) {
        long filler = source[from + width - 1] >> (Long.SIZE - 1);
        int word = from + width - 1;
        while (word > from && source[word] == filler) {
            word--;
        }
        int bits = Long.SIZE - Long.numberOfLeadingZeros(source[word] ^ filler);
        return (word - from) * Long.BYTES + bits / Byte.SIZE + 1;
    }
}
