package io.steerscope.inference.image;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Damage of compressed strips and tiles that libtiff, and so Pillow, refuses, and that TwelveMonkeys makes pixels of.
 */
final class TiffDamage {

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_BITS = 9;
    private static final int MOST_BITS = 12;
    private static final int SCRATCH_BYTES = 1 << 14;

    private TiffDamage() {}

    /**
     * Goes over deflated bytes, to their checksum if they end where they should.
     *
     * @param expected bytes when inflated
     * @throws ImageDecodingException if they are damaged or too few
     */
    static void checkDeflated(byte[] file, int offset, int length, long expected) {
        Inflater inflater = new Inflater();
        byte[] scratch = new byte[SCRATCH_BYTES];
        try {
            inflater.setInput(file, offset, length);
            long done = 0;
            while (done < expected) {
                int count = inflater.inflate(scratch, 0, (int) Math.min(scratch.length, expected - done));
                if (count == 0) {
                    throw damaged();
                }
                done += count;
            }
            inflater.inflate(scratch, 0, 1);
        } catch (DataFormatException e) {
            throw damaged();
        } finally {
            inflater.end();
        }
    }

    /**
     * Goes over LZW codes, without making strings of them.
     *
     * @param expected bytes of the strings
     * @throws ImageDecodingException if they are damaged or too few
     */
    static void checkLzw(byte[] file, int offset, int length, long expected) {
        int[] lengths = new int[1 << MOST_BITS];
        long bit = 8L * offset;
        long end = 8L * (offset + length);
        int bits = FIRST_BITS;
        int next = END + 1;
        int last = -1;
        long done = 0;
        boolean first = true;
        while (done < expected) {
            if (bit + bits > end) {
                throw damaged();
            }
            int code = code(file, bit, bits);
            bit += bits;
            if (first && code != CLEAR || code == END) {
                throw damaged();
            }
            first = false;
            if (code == CLEAR) {
                bits = FIRST_BITS;
                next = END + 1;
                last = -1;
                continue;
            }
            if (last < 0 ? code > CLEAR : code > next || next >= lengths.length) {
                throw damaged();
            }
            if (last >= 0) {
                lengths[next++] = length(lengths, last) + 1;
                if (next >= (1 << bits) - 1 && bits < MOST_BITS) {
                    bits++;
                }
            }
            done += length(lengths, code);
            last = code;
        }
    }

    /**
     * Goes over PackBits.
     *
     * @param expected bytes when unpacked
     * @throws ImageDecodingException if they are too few
     */
    static void checkPackBits(byte[] file, int offset, int length, long expected) {
        int at = offset;
        int end = offset + length;
        for (long done = 0; done < expected; ) {
            if (at >= end) {
                throw damaged();
            }
            int count = file[at++];
            if (count >= 0) {
                at += count + 1;
                done += count + 1;
            } else if (count > Byte.MIN_VALUE) {
                at++;
                done += 1 - count;
            }
            if (at > end) {
                throw damaged();
            }
        }
    }

    private static int length(int[] lengths, int code) {
        return code < CLEAR ? 1 : lengths[code];
    }

    private static int code(byte[] file, long bit, int bits) {
        int code = 0;
        for (int at = (int) (bit >> 3), left = bits + (int) (bit & 7); left > 0; at++, left -= 8) {
            code = code << 8 | file[at] & 0xff;
        }
        int unused = 7 - (int) (bit + bits - 1 & 7);
        return code >> unused & (1 << bits) - 1;
    }

    private static ImageDecodingException damaged() {
        return new ImageDecodingException(
                "TIFF is damaged or truncated: its compressed image cannot be read to its end");
    }
}
