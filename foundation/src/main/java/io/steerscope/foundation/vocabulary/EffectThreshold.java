package io.steerscope.foundation.vocabulary;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The smallest effect of interest as designs and the command line write it: {@code 0.02} in units of the margin,
 * {@code 0.25sd} in standard deviations of the items.
 *
 * @param value from {@link #LEAST} to {@link #MOST}
 * @param unit what the value counts
 */
public record EffectThreshold(double value, Unit unit) {

    /** The smallest value. */
    public static final double LEAST = 1e-6;

    /** The largest value; what a margin of -2 to 2 can hold at most is 2, see {@link #requireAtMost}. */
    public static final double MOST = 1e6;

    /** The largest value that an effect on margins can have. */
    public static final double MOST_MARGIN = 2.0;

    private static final String SD = "sd";
    private static final Pattern NUMBER = Pattern.compile(
            "([+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,4}+)?)(.*)", Pattern.DOTALL);
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]*+,[0-9]++(?:sd)?");
    private static final int LONGEST_QUOTE = 40;

    /** What a threshold counts. */
    public enum Unit {
        /** The margin, or whatever figure is analysed. */
        MARGIN,
        /** Standard deviations of the items of a group. */
        STANDARD_DEVIATION
    }

    /** @throws IllegalArgumentException with one line if the value is out of range */
    public EffectThreshold {
        if (!(value > 0.0)) {
            throw new IllegalArgumentException("smallest effect " + value + " must be above 0, like 0.02 or 0.25sd");
        }
        if (value < LEAST || value > MOST) {
            throw new IllegalArgumentException("smallest effect " + value + " must be between " + plain(LEAST) + " and "
                    + plain(MOST) + ", like 0.02 or 0.25sd");
        }
    }

    /**
     * Reads a threshold: a plain decimal number, which {@code sd} may follow, with a space or in capitals too.
     *
     * @throws IllegalArgumentException with one line that says how to write it
     */
    public static EffectThreshold parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (DECIMAL_COMMA.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "smallest effect " + quoted(text) + " has a decimal comma: write " + text.replace(',', '.'));
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException("smallest effect " + quoted(text)
                    + " is no number: write 0.02 in units of the margin, or 0.25sd in standard deviations");
        }
        String suffix = matcher.group(2).strip().toLowerCase(Locale.ROOT);
        if (!suffix.isEmpty() && !suffix.equals(SD)) {
            throw new IllegalArgumentException("smallest effect " + quoted(text) + " has the unknown unit "
                    + quoted(suffix) + ": write 0.02 in units of the margin, or 0.25sd in standard deviations");
        }
        return new EffectThreshold(
                Double.parseDouble(matcher.group(1)), suffix.isEmpty() ? Unit.MARGIN : Unit.STANDARD_DEVIATION);
    }

    /**
     * Returns this threshold if it is at most so large.
     *
     * @param most such as {@link #MOST_MARGIN}
     * @throws IllegalArgumentException with one line if it is larger
     */
    public EffectThreshold requireAtMost(double most) {
        if (value > most) {
            throw new IllegalArgumentException(
                    "smallest effect %s is above %s, more than any effect can be: choose a smaller one"
                            .formatted(text(), plain(most)));
        }
        return this;
    }

    /**
     * The canonical form: without exponent, sign or trailing zeros. What it gives, {@link #parse} reads as the same
     * threshold.
     */
    public String text() {
        return plain(value) + (unit == Unit.STANDARD_DEVIATION ? SD : "");
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String quoted(String text) {
        return '"' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text) + '"';
    }
}
