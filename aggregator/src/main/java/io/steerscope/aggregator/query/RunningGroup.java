package io.steerscope.aggregator.query;

import io.steerscope.statistics.analysis.RunningSummary;

/**
 * One group of items so far.
 *
 * @param summary figures of the complete items
 * @param partialItems items that have a score but not yet one for every seed; they count in no figure
 */
public record RunningGroup(RunningSummary summary, long partialItems) {}
