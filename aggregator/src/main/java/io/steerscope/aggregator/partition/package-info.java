/**
 * The state of all partitions, wherever they are.
 *
 * <p>Every aggregator of an application id holds some partitions of the stores, and every one answers every question: it
 * reads the partitions that it holds, and asks the others for theirs ({@code /internal/stores}, binary, see {@link
 * io.steerscope.aggregator.partition.WireForm}).
 *
 * <ul>
 *   <li>{@link io.steerscope.aggregator.partition.LocalPartitions} reads one partition of this instance, and refuses where
 *       the assignment moved meanwhile: a store that is closed while it is read ends like one that has been read.
 *   <li>{@link io.steerscope.aggregator.partition.StandbyFloors} knows how far the standby replicas of this instance are.
 *   <li>{@link io.steerscope.aggregator.partition.Peers} knows what the other instances hold and whether they answer.
 *   <li>{@link io.steerscope.aggregator.partition.RoutePlanner} puts those and the assignment together: by partition, who
 *       answers, or why nobody does.
 *   <li>{@link io.steerscope.aggregator.partition.PartitionReads} reads all partitions of a store by these routes, each
 *       once.
 *   <li>{@link io.steerscope.aggregator.partition.PartitionedState} makes a {@link
 *       io.steerscope.aggregator.query.LiveState} of it.
 * </ul>
 *
 * <p>Threads: all classes are safe for use by several threads. A question belongs to the thread that asked for its
 * {@link io.steerscope.aggregator.query.Standing}.
 */
@NullMarked
package io.steerscope.aggregator.partition;

import org.jspecify.annotations.NullMarked;
