package io.steerscope.statistics.stopping;

import org.jspecify.annotations.Nullable;

/**
 * A decision, and what it rests on: the items up to one place, whatever comes after it.
 *
 * @param outcome what is decided
 * @param place place of the item that decided, from 0
 * @param items number of items up to it that have a value
 * @param passedOver number of items up to it that have none
 * @param mean mean of the values; biased away from 0, as they are as many as decided
 * @param lowerBound one-sided lower bound of the mean by the sequence inverted, at the level of the cell; null while
 *     there are too few values for one
 * @param upperBound one-sided upper bound, likewise
 * @param p always-valid p-value of the hypothesis that the decision rejects, not adjusted for the family
 */
public record StoppingDecision(
        StoppingOutcome outcome,
        int place,
        long items,
        long passedOver,
        double mean,
        @Nullable Double lowerBound,
        @Nullable Double upperBound,
        double p) {}
