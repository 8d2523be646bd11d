package io.steerscope.aggregator.query;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.RunningClusters;
import io.steerscope.statistics.analysis.RunningSummary;

/**
 * One group of items so far.
 *
 * @param summary figures of the complete items
 * @param clusters the same items with pairs as clusters; null in a group by alpha, where every pair has one item
 * @param partialItems items that have a score but not yet one for every seed; they count in no figure
 */
public record RunningGroup(RunningSummary summary, @Nullable RunningClusters clusters, long partialItems) {}
