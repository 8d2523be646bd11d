package io.steerscope.results.document;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;

/** What a figure is a figure of, and with that how many digits people want of it. */
public enum FigureUnit {
    /** A difference of cosines: sign and four decimals. */
    MARGIN("%+.4f"),
    /** 100 times a cosine: two decimals. */
    CLIP("%.2f"),
    /** A difference of clips: sign and two decimals. */
    CLIP_DIFFERENCE("%+.2f"),
    /** A correlation, a cosine or an agreement beyond chance: sign and three decimals. */
    CORRELATION("%+.3f"),
    /** A difference in standard deviations: sign and three decimals. */
    STANDARD_DEVIATIONS("%+.3f"),
    /** A value of no sign, such as a distance or a ratio: four decimals. */
    AMOUNT("%.4f"),
    /** An effective number of things: two decimals. */
    EFFECTIVE_NUMBER("%.2f"),
    /** An angle in degrees: one decimal. */
    DEGREES("%.1f°"),
    /** A share: per cent. */
    SHARE(""),
    /** A p-value: three decimals. */
    P_VALUE("");

    private final String pattern;

    FigureUnit(String pattern) {
        this.pattern = pattern;
    }

    /** The value for people; a dash where there is none. */
    public String value(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return switch (this) {
            case SHARE -> Numbers.share(value);
            case P_VALUE -> Numbers.p(value);
            default -> Numbers.format(pattern, value);
        };
    }

    /** The interval for people; empty where there is none. */
    public String interval(@Nullable Interval interval) {
        if (interval == null) {
            return "";
        }
        return switch (this) {
            case SHARE -> Numbers.shares(interval);
            case P_VALUE -> "";
            default ->
                "[" + Numbers.format(pattern, interval.low()) + ", " + Numbers.format(pattern, interval.high()) + "]";
        };
    }
}
