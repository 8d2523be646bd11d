package io.steerscope.statistics.verdict;

import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * How verdicts are reached; to be fixed before the data are seen.
 *
 * @param level confidence level, inside (0.5, 1); one minus it bounds the chance of any wrong verdict of a kind
 * @param smallestEffect smallest effect of interest
 * @param claim what is claimed
 */
public record VerdictSettings(double level, SmallestEffect smallestEffect, Claim claim) {

    private static final VerdictSettings DEFAULTS = new VerdictSettings(0.95, new SmallestEffect.None(), Claim.WORKS);

    /** Checks the level. */
    public VerdictSettings {
        ConfidenceLevel.checked(level);
    }

    /** Level 0.95, no smallest effect. */
    public static VerdictSettings defaults() {
        return DEFAULTS;
    }

    /** With the smallest effect that was chosen before the data were seen, or none. */
    public VerdictSettings withSmallestEffect(SmallestEffect effect) {
        return new VerdictSettings(level, effect, claim);
    }

    /** With another claim. */
    public VerdictSettings withClaim(Claim other) {
        return new VerdictSettings(level, smallestEffect, other);
    }

    /** The same settings for values in units of which {@code factor} make one. */
    public VerdictSettings scaled(double factor) {
        return new VerdictSettings(level, smallestEffect.scaled(factor), claim);
    }

    double alpha() {
        return 1.0 - level;
    }
}
