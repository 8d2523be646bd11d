package io.steerscope.schemas.table;

/**
 * The float nearest to a decimal number, for the numbers that files of embeddings are full of.
 *
 * <p>{@link Float#parseFloat} computes with integers of any length where a number has more digits than a double, as the
 * exact decimals of floats have. The first 18 digits, divided or multiplied by a power of ten, are a double within
 * 2^-50 of the number; where no float is halfway within that, the float nearest to the double is the one nearest to the
 * number.
 */
final class FloatDigits {

    private static final int MOST_DIGITS = 18;
    private static final double ERROR = 0x1p-50;
    private static final double LEAST = 1e-30;
    private static final double MOST = 1e30;
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private FloatDigits() {}

    /** The float; NaN where the text is no plain decimal number, or one that is not told so easily. */
    static float nearest(CharSequence text, int start, int end) {
        int i = start;
        boolean negative = i < end && text.charAt(i) == '-';
        if (i < end && (negative || text.charAt(i) == '+')) {
            i++;
        }
        long digits = 0;
        int taken = 0;
        int exponent = 0;
        boolean any = false;
        boolean point = false;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                any = true;
                if (taken < MOST_DIGITS) {
                    digits = 10 * digits + (c - '0');
                    taken += digits == 0 ? 0 : 1;
                    exponent -= point ? 1 : 0;
                } else {
                    exponent += point ? 0 : 1;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (i < end) {
            int written = exponent(text, i, end);
            if (written == Integer.MIN_VALUE) {
                return Float.NaN;
            }
            exponent += written;
        }
        if (!any || digits == 0 || Math.abs(exponent) >= POWERS.length) {
            return Float.NaN;
        }
        double value = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
        return value > LEAST && value < MOST ? nearest(negative ? -value : value) : Float.NaN;
    }

    private static float nearest(double value) {
        float below = (float) (value * (1 - ERROR));
        float above = (float) (value * (1 + ERROR));
        return below == above ? below : Float.NaN;
    }

    /** The exponent that is written from {@code start} on, or {@link Integer#MIN_VALUE} if none is. */
    private static int exponent(CharSequence text, int start, int end) {
        char mark = text.charAt(start);
        int i = start + 1;
        if (mark != 'e' && mark != 'E' || i == end) {
            return Integer.MIN_VALUE;
        }
        boolean negative = text.charAt(i) == '-';
        if (negative || text.charAt(i) == '+') {
            i++;
        }
        if (i == end || end - i > 3) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Integer.MIN_VALUE;
            }
            exponent = 10 * exponent + (c - '0');
        }
        return negative ? -exponent : exponent;
    }
}
