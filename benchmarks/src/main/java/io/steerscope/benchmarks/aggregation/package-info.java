/**
 * What the aggregator does with many scores: rate, cost by size of the state, the state itself and its restoration,
 * beside bare Kafka Streams counts over the same topic.
 */
@NullMarked
package io.steerscope.benchmarks.aggregation;

import org.jspecify.annotations.NullMarked;
