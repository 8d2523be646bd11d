package io.steerscope.statistics.analysis;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;

/**
 * What a group of items says about its mean margin, by the rule of all tables and plots: where the interval of its mean
 * lies.
 */
public enum IntervalVerdict {
    /** The whole interval is above 0: towards the target. */
    ABOVE,
    /** The whole interval is below 0: towards the source. */
    BELOW,
    /** The interval holds 0. */
    UNDECIDED,
    /** There is no interval: too few items, or no variation. */
    UNTESTED;

    /** The verdict of a group by the interval of its mean; without one, {@link #UNTESTED}. */
    public static IntervalVerdict of(@Nullable Interval interval) {
        if (interval == null) {
            return UNTESTED;
        }
        return interval.low() > 0.0 ? ABOVE : interval.high() < 0.0 ? BELOW : UNDECIDED;
    }
}
