package io.steerscope.statistics.hypothesis;

import java.util.OptionalDouble;

import org.apache.commons.math3.special.Beta;

/** Exact one-sided sign test (Dixon and Mood 1946): P(X >= positives) for X ~ Binomial(positives + negatives, 1/2). */
public final class SignTest {

    private SignTest() {}

    /**
     * p-value against "the median is at most 0". Zeros carry no sign and are not counted; empty if there is no sign.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public static OptionalDouble pGreater(long positives, long negatives) {
        if (positives < 0 || negatives < 0) {
            throw new IllegalArgumentException(positives + " positive and " + negatives + " negative values");
        }
        if (positives + negatives == 0) {
            return OptionalDouble.empty();
        }
        if (positives == 0) {
            return OptionalDouble.of(1.0);
        }
        return OptionalDouble.of(Beta.regularizedBeta(0.5, positives, negatives + 1.0));
    }
}
