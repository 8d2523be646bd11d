package io.steerscope.aggregator.query;

import java.util.Map;

import io.steerscope.statistics.analysis.CategoryAlpha;

/**
 * The figures of one method under one scorer so far. All groups of the design are present, also empty ones, in its order.
 *
 * @param experimentId the experiment
 * @param scorerId the scorer bundle
 * @param method the steering method
 * @param overall all items
 * @param byAlpha items by alpha
 * @param byCategory items by category
 * @param byCategoryAlpha items by category and alpha
 */
public record RunningStatistics(
        String experimentId,
        String scorerId,
        String method,
        RunningGroup overall,
        Map<Double, RunningGroup> byAlpha,
        Map<String, RunningGroup> byCategory,
        Map<CategoryAlpha, RunningGroup> byCategoryAlpha) {}
