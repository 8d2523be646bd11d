package io.steerscope.statistics.verdict;

import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * How verdicts are reached; to be fixed before the data are seen.
 *
 * @param level confidence level, inside (0.5, 1); one minus it bounds the chance of any wrong verdict of a kind
 * @param smallestEffect smallest effect of interest
 */
public record VerdictSettings(double level, SmallestEffect smallestEffect) {

    private static final VerdictSettings DEFAULTS = new VerdictSettings(0.95, new SmallestEffect.Detectable(0.8));

    /** Checks the level. */
    public VerdictSettings {
        ConfidenceLevel.checked(level);
    }

    /** Level 0.95; the smallest effect is what the design finds with 80 % power. */
    public static VerdictSettings defaults() {
        return DEFAULTS;
    }

    double alpha() {
        return 1.0 - level;
    }
}
