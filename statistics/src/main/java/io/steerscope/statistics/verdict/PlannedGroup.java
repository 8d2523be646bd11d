package io.steerscope.statistics.verdict;

import io.steerscope.statistics.exact.ExactMoments;

/**
 * A group of a family.
 *
 * @param moments its independent values so far
 * @param plannedN number of values of the design, at least 2
 */
public record PlannedGroup(ExactMoments moments, long plannedN) {

    private static final double SMALLEST_SPREAD = 1.0;

    /** Checks the planned n. */
    public PlannedGroup {
        if (plannedN < 2) {
            throw new IllegalArgumentException("A verdict needs two planned values, not " + plannedN);
        }
    }

    long n() {
        return moments.n();
    }

    /** Whether there are two values at least that are not all equal, so that there is a test. */
    boolean varies() {
        return moments.standardDeviation().orElse(0.0) > 0.0;
    }

    boolean hasEqualValues() {
        return n() >= 1 && !varies();
    }

    double mean() {
        return moments.mean().orElseThrow();
    }

    double standardError() {
        return moments.standardDeviation().orElseThrow() / Math.sqrt(n());
    }

    double standardisedMean() {
        return mean() / moments.standardDeviation().orElseThrow();
    }

    double skewness() {
        return moments.skewness().orElse(0.0);
    }

    /**
     * Standard error of "d - mean / s" where that is 0, in units of 1 / sqrt n: sqrt(1 - d g + d^2 (2 + k) / 4), g
     * and k skewness and excess kurtosis of the values (the delta method; of normal values sqrt(1 + d^2 / 2), Hedges
     * and Olkin 1985, section 5.D). At least {@value #SMALLEST_SPREAD}, that of a threshold that is known: skewness
     * and kurtosis of few values would often make it far smaller, and any mean be below the threshold.
     */
    double spread(double d) {
        double kurtosis = moments.excessKurtosis().orElse(0.0);
        return Math.max(
                SMALLEST_SPREAD, Math.sqrt(Math.max(0.0, 1.0 - d * skewness() + 0.25 * d * d * (2.0 + kurtosis))));
    }
}
