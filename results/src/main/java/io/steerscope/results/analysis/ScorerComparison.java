package io.steerscope.results.analysis;

import java.util.List;

import io.steerscope.statistics.agreement.ScorerAgreement;
import io.steerscope.statistics.contrast.Sides;

/**
 * Two scorers of one experiment side by side.
 *
 * @param firstScorer the one earlier in the alphabet
 * @param secondScorer the other
 * @param methods the comparison by method, in the order of the design
 */
public record ScorerComparison(String firstScorer, String secondScorer, List<MethodComparison> methods) {

    /** Copies the list. */
    public ScorerComparison {
        methods = List.copyOf(methods);
    }

    /**
     * Two scorers of one method.
     *
     * @param method the steering method
     * @param level confidence level of the intervals
     * @param agreement signs and order of the items that are complete under both
     * @param contrast the margins of these items under the first scorer less those under the second
     */
    public record MethodComparison(String method, double level, ScorerAgreement agreement, ScaledContrast contrast) {

        /** Whether cells were stopped by their margins, so that nothing is said as of an n that was fixed before. */
        boolean stopsCells() {
            return contrast.margins().isOfCells();
        }
    }

    /** The contrast of a method for people. */
    ShownContrast shown(MethodComparison method) {
        return ShownContrast.of(Sides.SCORERS, "of " + method.method(), firstScorer, secondScorer, method.contrast());
    }
}
