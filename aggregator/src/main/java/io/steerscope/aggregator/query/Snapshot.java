package io.steerscope.aggregator.query;

import io.steerscope.interactivequeries.StateVersion;

/**
 * An answer at one moment. It does not change.
 *
 * @param version what it rests on, taken before the stores were read
 * @param value the answer
 * @param <V> kind of answer
 */
public record Snapshot<V>(StateVersion version, V value) {}
