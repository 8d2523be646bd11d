package io.steerscope.inference.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The row filters of PNG. */
final class PngFilters {

    static final byte NONE = 0;
    static final byte SUB = 1;
    static final byte UP = 2;
    static final byte AVERAGE = 3;
    static final byte PAETH = 4;

    private static final int RGB_BYTES = 3;
    private static final long UPPER_BITS = 0x8080808080808080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private PngFilters() {}

    /**
     * Turns a filtered row into samples.
     *
     * @param filtered where the row is read, from {@code from} on
     * @param samples where it is written, from {@code to} on; the row above it begins at {@code above}
     * @param above negative for the first row, above which all samples are 0
     * @param length bytes of the row
     * @param pixelBytes distance of a sample to the one of its left neighbour
     */
    static void undo(
            int filter, byte[] filtered, int from, byte[] samples, int to, int above, int length, int pixelBytes) {
        switch (filter) {
            case NONE -> System.arraycopy(filtered, from, samples, to, length);
            case SUB -> undoSub(filtered, from, samples, to, length, pixelBytes);
            case UP -> undoUp(filtered, from, samples, to, above, length);
            case AVERAGE -> undoAverage(filtered, from, samples, to, above, length, pixelBytes);
            case PAETH -> undoPaeth(filtered, from, samples, to, above, length, pixelBytes);
            default -> throw new ImageDecodingException("PNG has unknown row filter " + filter);
        }
    }

    private static void undoSub(byte[] filtered, int from, byte[] samples, int to, int length, int pixelBytes) {
        if (pixelBytes == RGB_BYTES) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int i = 0; i < length; i += RGB_BYTES) {
                red += filtered[from + i];
                green += filtered[from + i + 1];
                blue += filtered[from + i + 2];
                samples[to + i] = (byte) red;
                samples[to + i + 1] = (byte) green;
                samples[to + i + 2] = (byte) blue;
            }
            return;
        }
        for (int i = 0; i < length; i++) {
            int left = i < pixelBytes ? 0 : samples[to + i - pixelBytes];
            samples[to + i] = (byte) (filtered[from + i] + left);
        }
    }

    private static void undoUp(byte[] filtered, int from, byte[] samples, int to, int above, int length) {
        if (above < 0) {
            System.arraycopy(filtered, from, samples, to, length);
            return;
        }
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            LONGS.set(
                    samples, to + i, sums((long) LONGS.get(filtered, from + i), (long) LONGS.get(samples, above + i)));
        }
        for (; i < length; i++) {
            samples[to + i] = (byte) (filtered[from + i] + samples[above + i]);
        }
    }

    /** Eight sums of bytes at once: without the upper bits nothing carries over; these are added by exclusive or. */
    private static long sums(long a, long b) {
        return (a & ~UPPER_BITS) + (b & ~UPPER_BITS) ^ (a ^ b) & UPPER_BITS;
    }

    private static void undoAverage(
            byte[] filtered, int from, byte[] samples, int to, int above, int length, int pixelBytes) {
        if (above >= 0 && pixelBytes == RGB_BYTES) {
            undoAverageOfRgb(filtered, from, samples, to, above, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            int left = i < pixelBytes ? 0 : samples[to + i - pixelBytes] & 0xff;
            int up = above < 0 ? 0 : samples[above + i] & 0xff;
            samples[to + i] = (byte) (filtered[from + i] + (left + up >> 1));
        }
    }

    private static void undoAverageOfRgb(byte[] filtered, int from, byte[] samples, int to, int above, int length) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int i = 0; i < length; i += RGB_BYTES) {
            red = filtered[from + i] + (red + (samples[above + i] & 0xff) >> 1) & 0xff;
            green = filtered[from + i + 1] + (green + (samples[above + i + 1] & 0xff) >> 1) & 0xff;
            blue = filtered[from + i + 2] + (blue + (samples[above + i + 2] & 0xff) >> 1) & 0xff;
            samples[to + i] = (byte) red;
            samples[to + i + 1] = (byte) green;
            samples[to + i + 2] = (byte) blue;
        }
    }

    private static void undoPaeth(
            byte[] filtered, int from, byte[] samples, int to, int above, int length, int pixelBytes) {
        if (above < 0) {
            undoSub(filtered, from, samples, to, length, pixelBytes);
        } else if (pixelBytes == RGB_BYTES) {
            undoPaethOfRgb(filtered, from, samples, to, above, length);
        } else {
            for (int i = 0; i < length; i++) {
                int left = i < pixelBytes ? 0 : samples[to + i - pixelBytes] & 0xff;
                int corner = i < pixelBytes ? 0 : samples[above + i - pixelBytes] & 0xff;
                samples[to + i] = (byte) (filtered[from + i] + paeth(left, samples[above + i] & 0xff, corner));
            }
        }
    }

    /** The three channels side by side, left and upper left neighbours in registers. */
    private static void undoPaethOfRgb(byte[] filtered, int from, byte[] samples, int to, int above, int length) {
        int red = 0;
        int green = 0;
        int blue = 0;
        int redCorner = 0;
        int greenCorner = 0;
        int blueCorner = 0;
        for (int i = 0; i < length; i += RGB_BYTES) {
            int redUp = samples[above + i] & 0xff;
            int greenUp = samples[above + i + 1] & 0xff;
            int blueUp = samples[above + i + 2] & 0xff;
            red = filtered[from + i] + paeth(red, redUp, redCorner) & 0xff;
            green = filtered[from + i + 1] + paeth(green, greenUp, greenCorner) & 0xff;
            blue = filtered[from + i + 2] + paeth(blue, blueUp, blueCorner) & 0xff;
            samples[to + i] = (byte) red;
            samples[to + i + 1] = (byte) green;
            samples[to + i + 2] = (byte) blue;
            redCorner = redUp;
            greenCorner = greenUp;
            blueCorner = blueUp;
        }
    }

    /**
     * The neighbour that is nearest to {@code left + up - corner}, on a tie the first of left, up and corner. Without
     * branches, which noise would mispredict: with the threshold {@code 3 corner - left - up} the answer is the larger
     * of left and up where that is at most the smaller, and so on, as stb_image derives it.
     */
    private static int paeth(int left, int up, int corner) {
        int threshold = 3 * corner - up - left;
        int low = Math.min(left, up);
        int high = Math.max(left, up);
        int lower = corner ^ (corner ^ low) & high - threshold - 1 >> 31;
        return lower ^ (lower ^ high) & threshold - low - 1 >> 31;
    }
}
