package io.steerscope.statistics.verdict;

import io.steerscope.statistics.exact.ExactMoments;

/**
 * A group of a family.
 *
 * @param moments its independent values so far
 * @param plannedN number of values of the design, at least 2
 */
public record PlannedGroup(ExactMoments moments, long plannedN) {

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

    /** The {@linkplain SmallestEffect.StandardDeviations#spread spread} of a threshold of d standard deviations. */
    double spread(double d) {
        return new SmallestEffect.StandardDeviations(d)
                .spread(skewness(), moments.excessKurtosis().orElse(0.0));
    }
}
