package io.steerscope.aggregator.report;

import java.util.List;

import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.MarginAnalysis;

/**
 * The results of one method under one scorer.
 *
 * @param method the steering method
 * @param analysis all tests
 * @param scores the scores that were analysed, by category, pair, alpha and seed
 */
public record MethodReport(String method, MarginAnalysis analysis, List<MarginScore> scores) {

    /** Copies the list. */
    public MethodReport {
        scores = List.copyOf(scores);
    }
}
