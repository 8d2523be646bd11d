package io.steerscope.statistics.differences;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * How many of some questions were answered right.
 *
 * @param right at least 0
 * @param n questions, at least {@code right}
 */
public record Share(long right, long n) {

    private static final double LEVEL = 0.95;

    /** Of answers. */
    public static Share of(boolean[] right) {
        long count = 0;
        for (boolean each : right) {
            count += each ? 1 : 0;
        }
        return new Share(count, right.length);
    }

    /** In [0, 1]; null where nothing was asked. */
    public @Nullable Double value() {
        return n == 0 ? null : (double) right / n;
    }

    /** 95 % Wilson interval; null where nothing was asked. */
    public @Nullable Interval wilson() {
        return n == 0 ? null : WilsonInterval.of(right, n, LEVEL);
    }
}
