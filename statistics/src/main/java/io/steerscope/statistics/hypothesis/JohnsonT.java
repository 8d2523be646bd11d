package io.steerscope.statistics.hypothesis;

import java.util.OptionalDouble;

import io.steerscope.statistics.exact.ExactMoments;

/**
 * The t statistic with a correction for skewness (Johnson 1978, Modified t tests and confidence intervals for
 * asymmetrical populations, JASA 73, 536-544): (M + m3 / (6 s^2 n) + m3 M^2 / (3 s^4)) / (s / sqrt n), m3 = n sum (x -
 * M)^3 / ((n - 1)(n - 2)) the unbiased third central moment. With g = m3 / s^3 that is t + g (1/6 + t^2/3) / sqrt n.
 */
public final class JohnsonT {

    private JohnsonT() {}

    /** The statistic of some values; empty below three of them or without variance. */
    public static OptionalDouble of(ExactMoments moments) {
        double n = moments.n();
        OptionalDouble skewness = moments.skewness();
        if (skewness.isEmpty()) {
            return OptionalDouble.empty();
        }
        double root = Math.sqrt(n);
        double t = moments.mean().orElseThrow() / (moments.standardDeviation().orElseThrow() / root);
        return OptionalDouble.of(t + skewness.getAsDouble() * (1.0 / 6.0 + t * t / 3.0) / root);
    }
}
