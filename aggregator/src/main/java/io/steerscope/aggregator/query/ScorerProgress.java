package io.steerscope.aggregator.query;

import io.steerscope.aggregator.state.TokenCounts;
import io.steerscope.results.design.Completeness;

/**
 * How far one scorer is.
 *
 * @param scorerId the scorer bundle
 * @param completeness in images
 * @param tokens what its scores say of the tokens of their prompts
 */
public record ScorerProgress(String scorerId, Completeness completeness, TokenCounts tokens) {}
