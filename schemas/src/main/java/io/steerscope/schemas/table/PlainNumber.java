package io.steerscope.schemas.table;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Numbers as people and every program write them: ASCII digits, a decimal point, an exponent of ten. What only Java
 * reads, such as {@code 0.5f}, {@code 0x1p-1} or {@code NaN}, is none; neither are {@code 0,5}, {@code 1_000}, digits
 * of other scripts, or a number with space around it.
 */
public final class PlainNumber {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]*+,[0-9]++");

    private PlainNumber() {}

    /** The double nearest to a decimal number; empty if {@code text} is none, or one beyond the range of doubles. */
    public static OptionalDouble decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A whole number of 64 bits with sign; empty if {@code text} is none. */
    public static OptionalLong whole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * The float nearest to a decimal number, which is a part of a text; NaN if that is none, or one beyond the range of
     * floats.
     *
     * @param start of the number
     * @param end behind it
     */
    public static float nearestFloat(CharSequence text, int start, int end) {
        float fast = FloatDigits.nearest(text, start, end);
        if (!Float.isNaN(fast)) {
            return fast;
        }
        String number = text.subSequence(start, end).toString();
        if (!DECIMAL.matcher(number).matches()) {
            return Float.NaN;
        }
        float value = Float.parseFloat(number);
        return Float.isFinite(value) ? value : Float.NaN;
    }

    /** What to say of {@code text} that is no {@link #decimal}, to follow the name of what it should be. */
    public static String decimalFault(String text) {
        if (DECIMAL_COMMA.matcher(text).matches()) {
            return FieldText.quoted(text) + " has a decimal comma: write " + text.replace(',', '.');
        }
        return FieldText.spelledOut(text)
                + (DECIMAL.matcher(text).matches()
                        ? " is beyond the range of doubles: write a smaller number"
                        : " is not a plain decimal number: write it like 0.25");
    }

    /** What to say of {@code text} that is no {@link #whole} number, to follow the name of what it should be. */
    public static String wholeFault(String text) {
        return FieldText.spelledOut(text) + " is not a 64-bit whole number: write it like 2";
    }
}
