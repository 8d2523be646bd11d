package io.steerscope.results.analysis;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.agreement.ScorerAgreement;
import io.steerscope.statistics.analysis.IntervalVerdict;

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
     * @param comparedVerdicts groups that have an interval under at least one of the two
     * @param differingVerdicts those of them whose intervals lie differently: all, by alpha, by category, by category
     *     and alpha
     */
    public record MethodComparison(
            String method,
            double level,
            ScorerAgreement agreement,
            int comparedVerdicts,
            List<VerdictDifference> differingVerdicts) {

        /** Copies the list. */
        public MethodComparison {
            differingVerdicts = List.copyOf(differingVerdicts);
        }
    }

    /**
     * A group of items whose intervals lie differently under two scorers, each over its own complete items.
     *
     * @param category the category, or null for all
     * @param alpha the alpha, or null for all
     * @param first verdict under the first scorer
     * @param second verdict under the second scorer
     */
    public record VerdictDifference(
            @Nullable String category, @Nullable Double alpha, IntervalVerdict first, IntervalVerdict second) {}
}
