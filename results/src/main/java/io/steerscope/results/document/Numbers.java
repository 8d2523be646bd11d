package io.steerscope.results.document;

import java.math.BigDecimal;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.interval.Interval;

/** Figures as people read them. */
public final class Numbers {

    private Numbers() {}

    /** A margin with sign and four decimals, such as {@code +0.0228}. */
    public static String margin(@Nullable Double margin) {
        return margin == null ? "–" : format("%+.4f", margin);
    }

    /** An interval of margins. */
    public static String interval(@Nullable Interval interval) {
        return interval == null
                ? "–"
                : "[" + format("%+.4f", interval.low()) + ", " + format("%+.4f", interval.high()) + "]";
    }

    /** An interval of shares, in per cent with one decimal. */
    public static String shares(@Nullable Interval interval) {
        return interval == null
                ? ""
                : format("[%.1f\u00A0%%, %.1f\u00A0%%]", 100.0 * interval.low(), 100.0 * interval.high());
    }

    /** A correlation or kappa with sign and three decimals, such as {@code +0.812}. */
    public static String correlation(@Nullable Double correlation) {
        return correlation == null ? "–" : format("%+.3f", correlation);
    }

    /** A share in whole per cent, such as {@code 68 %} with a no-break space; 100 and 0 only where exact. */
    public static String share(@Nullable Double share) {
        if (share == null) {
            return "–";
        }
        long percent = Math.round(100.0 * share);
        if (percent == 100 && share < 1.0) {
            percent = 99;
        } else if (percent == 0 && share > 0.0) {
            percent = 1;
        }
        return percent + "\u00A0%";
    }

    /** A p-value with three decimals and its relation, six characters, such as {@code p=.024} and {@code p<.001}. */
    public static String p(@Nullable Double p) {
        if (p == null) {
            return "–";
        }
        if (p < 0.001) {
            return "p<.001";
        }
        return p > 0.999 ? "p>.999" : "p=" + format("%.3f", p).substring(1);
    }

    /**
     * A confidence level in per cent with the digits that tell it from 100, such as {@code 99.79 %} with a no-break
     * space.
     */
    public static String level(double level) {
        double error = 1.0 - level;
        int digits = error <= 0.0 ? 0 : Math.max(0, (int) Math.ceil(-Math.log10(100.0 * error)) + 1);
        String percent = format("%." + digits + "f", 100.0 * level);
        return (percent.contains(".") ? percent.replaceAll("0+$", "").replaceAll("\\.$", "") : percent) + "\u00A0%";
    }

    /** Two-sided p-value of the t-test, which goes with the two-sided interval. */
    public static @Nullable Double pTwoSided(SampleSummary summary) {
        return summary.tTest() == null ? null : summary.tTest().pTwoSided();
    }

    /** A number as keys of JSON carry it: 0.0, 0.001, never with an exponent. */
    public static String key(double value) {
        String plain = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** A number with a fixed count of digits, with a point whatever the locale. */
    public static String format(String pattern, Object... numbers) {
        return String.format(Locale.ROOT, pattern, numbers);
    }

    /** A count with thousands separated by a comma. */
    public static String count(long count) {
        return format("%,d", count);
    }

    /** A noun in the number that the count asks for. */
    public static String count(long count, String noun) {
        String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count(count) + " " + (count == 1 ? noun : plural);
    }
}
