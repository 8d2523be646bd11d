/**
 * Reads the stores of all partitions of a Kafka Streams application, wherever they are: whole, or refused.
 *
 * <p>Every instance of an application id holds some partitions of the stores, and every one answers every question: it
 * reads the partitions that it holds, and asks the others for theirs ({@code /internal/stores}, binary, see {@link
 * io.steerscope.interactivequeries.WireForm}).
 *
 * <ul>
 *   <li>{@link io.steerscope.interactivequeries.LocalPartitions} reads one partition of this instance, and refuses
 *       where the assignment moved meanwhile: a store that is closed while it is read ends like one that has been read.
 *   <li>{@link io.steerscope.interactivequeries.StandbyFloors} knows how far the standby replicas of this instance are.
 *   <li>{@link io.steerscope.interactivequeries.Peers} knows what the other instances hold and whether they answer.
 *   <li>{@link io.steerscope.interactivequeries.RoutePlanner} puts those and the assignment together: by partition, who
 *       answers, or why nobody does.
 *   <li>{@link io.steerscope.interactivequeries.PartitionReads} reads all partitions of a store by these routes, each
 *       once, for a {@link io.steerscope.interactivequeries.PartitionView}.
 * </ul>
 *
 * <p>It knows stores by name and serde, and nothing of what is in them. All classes are safe for use by several
 * threads.
 */
@NullMarked
package io.steerscope.interactivequeries;

import org.jspecify.annotations.NullMarked;
