package io.steerscope.aggregator.query;

/**
 * Whether an aggregator can answer.
 *
 * @param healthy whether questions are answered now
 * @param state state of the streams application in lower case, such as {@code running} or {@code rebalancing}
 * @param detail one line for people
 */
public record AggregatorHealth(boolean healthy, String state, String detail) {}
