package io.steerscope.statistics.interval;

import java.math.BigDecimal;

/** A confidence level inside (0.5, 1), such as 0.95. */
public final class ConfidenceLevel {

    private ConfidenceLevel() {}

    /**
     * The level itself.
     *
     * @throws IllegalArgumentException if it is not inside (0.5, 1)
     */
    public static double checked(double level) {
        if (!(level > 0.5 && level < 1.0)) {
            throw new IllegalArgumentException("Confidence level " + level + " is not inside (0.5, 1)");
        }
        return level;
    }

    /** The level in percent as field names carry it: {@code 95} for 0.95, {@code 99.5} for 0.995. */
    public static String percent(double level) {
        return BigDecimal.valueOf(level).movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
