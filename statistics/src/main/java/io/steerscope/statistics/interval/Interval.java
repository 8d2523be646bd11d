package io.steerscope.statistics.interval;

import java.util.List;

/** A closed interval of finite numbers, low <= high. */
public record Interval(double low, double high) {

    /** Checks that the ends are finite and in order. */
    public Interval {
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("Not an interval: [" + low + ", " + high + "]");
        }
    }

    /** The interval of the given half width around a centre. */
    public static Interval around(double centre, double halfWidth) {
        return new Interval(centre - halfWidth, centre + halfWidth);
    }

    /**
     * The interval in units of which {@code factor} make one.
     *
     * @throws IllegalArgumentException if factor is not above 0, or an end is no longer finite
     */
    public Interval scaled(double factor) {
        if (!(factor > 0.0)) {
            throw new IllegalArgumentException("Factor " + factor + " is not above 0");
        }
        return new Interval(factor * low, factor * high);
    }

    /** Whether low <= value <= high. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    /** [low, high]. */
    public List<Double> toList() {
        return List.of(low, high);
    }
}
