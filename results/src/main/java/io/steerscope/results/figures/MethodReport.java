package io.steerscope.results.figures;

import java.util.List;

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

    /** Copies the list. */
    public MethodReport {
        scores = List.copyOf(scores);
    }

    /** The figures over items. */
    public MarginAnalysis analysis() {
        return results.items();
    }

    /** The margin of one score. */
    public static MarginObservation observation(MarginScore score) {
        return new MarginObservation(
                score.getIdentity().getPairId(),
                score.getCategory(),
                score.getIdentity().getAlpha(),
                score.getIdentity().getSeed(),
                score.getMargin());
    }
}
