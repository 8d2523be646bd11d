package io.steerscope.aggregator.query;

import io.steerscope.aggregator.report.Completeness;

/**
 * How far one scorer is.
 *
 * @param scorerId the scorer bundle
 * @param completeness in images
 */
public record ScorerProgress(String scorerId, Completeness completeness) {}
