/**
 * Questions about running experiments.
 *
 * <p>{@link io.steerscope.aggregator.query.LiveStatistics} answers from a
 * {@link io.steerscope.aggregator.query.LiveState}, the state of all partitions. The state either answers for all of
 * them or throws {@link io.steerscope.aggregator.query.StateUnavailableException}; there is no partial answer. A state
 * that forwards to other instances is another implementation of the same interface.
 */
@NullMarked
package io.steerscope.aggregator.query;

import org.jspecify.annotations.NullMarked;
