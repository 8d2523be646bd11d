package io.steerscope.statistics.verdict;

import java.util.OptionalDouble;

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

    /** Mean over standard deviation; empty below two values or without variation. */
    OptionalDouble standardisedMean() {
        double sd = moments.standardDeviation().orElse(0.0);
        return sd == 0.0
                ? OptionalDouble.empty()
                : OptionalDouble.of(moments.mean().orElseThrow() / sd);
    }
}
