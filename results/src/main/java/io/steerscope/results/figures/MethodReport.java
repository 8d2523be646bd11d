package io.steerscope.results.figures;

import java.util.List;
import java.util.Set;

import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.MarginObservation;

/**
 * The results of one method under one scorer.
 *
 * @param method the steering method
 * @param results all tests and verdicts
 * @param scores the scores that were analysed, those without contrast left out, by category, pair, alpha and seed
 */
public record MethodReport(String method, FinalAnalysis results, List<MarginScore> scores) {

    private static final Set<String> LEARNS_FROM_PAIRS =
            Set.of(SteeringMethod.ANALOGY.id(), SteeringMethod.SHUFFLED.id());

    /** Copies the list. */
    public MethodReport {
        scores = List.copyOf(scores);
    }

    /** The figures over items. */
    public MarginAnalysis analysis() {
        return results.items();
    }

    /** What the pairs of this method share, in a sentence; empty where they are independent. */
    public String dependence() {
        return LEARNS_FROM_PAIRS.contains(method)
                ? "Under " + method + " pairs learn from each other and are not independent: where a category holds one"
                        + " relation, standard errors are too small by a factor of up to 1.6 (docs/statistics.md, \"Pairs that"
                        + " learn from each other\")."
                : "";
    }

    /** The margins that were analysed. */
    public List<MarginObservation> observations() {
        return scores.stream().map(MethodReport::observation).toList();
    }

    /** The margin of one score, or what stands for it. */
    public static MarginObservation observation(MarginScore score) {
        return new MarginObservation(
                score.getIdentity().getPairId(),
                score.getCategory(),
                score.getIdentity().getAlpha(),
                score.getIdentity().getSeed(),
                ScoreValue.of(score));
    }
}
