package io.steerscope.aggregator.query;

import io.steerscope.statistics.agreement.ScorerAgreement;

/**
 * How two scorers agree so far.
 *
 * @param firstScorer the one earlier in the alphabet
 * @param secondScorer the other
 * @param method the steering method
 * @param agreement over the items that are complete under both
 */
public record RunningAgreement(String firstScorer, String secondScorer, String method, ScorerAgreement agreement) {

    /** Whether this is about a scorer. */
    public boolean concerns(String scorerId) {
        return firstScorer.equals(scorerId) || secondScorer.equals(scorerId);
    }
}
