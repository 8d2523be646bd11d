/**
 * Questions about running experiments.
 *
 * <p>{@link io.steerscope.aggregator.query.LiveStatistics} answers from a
 * {@link io.steerscope.aggregator.query.LiveState}, the state of all partitions. The state either answers for all of
 * them or throws {@link io.steerscope.aggregator.query.StateUnavailableException}; there is no partial answer. A state
 * that forwards to other instances is another implementation of the same interface.
 *
 * <p>{@link io.steerscope.aggregator.query.Snapshots} keeps answers while somebody asks for them. What an answer is
 * made of is a {@link io.steerscope.aggregator.query.Question}; where several are made of one reading of the state,
 * such as the pages of items, that reading is a question of its own and their base.
 */
@NullMarked
package io.steerscope.aggregator.query;

import org.jspecify.annotations.NullMarked;
