/**
 * The transactional consume-infer-produce loop.
 *
 * <p>Three kinds of threads hand records on, in order:
 *
 * <ul>
 *   <li>The <b>poll thread</b> owns both Kafka clients. It polls without pause, so that the member never leaves its
 *       group however slow the model is; it pauses its partitions while too many records are in memory; and it commits
 *       results, dead letters and offsets in short transactions. Rebalance callbacks run on it, so a partition cannot
 *       leave between the check of its {@link io.steerscope.worker.loop.PartitionLease} and the commit.
 *   <li>A few <b>prepare threads</b> decode records and ready them for the model.
 *   <li>The <b>model thread</b> cuts the ready records into batches, by size and by maximum delay, and runs the model.
 * </ul>
 *
 * <p>Results wait in memory until a transaction has committed them or their partition has gone. An aborted transaction
 * is repeated with the same results; after a transaction of unknown fate, the group's committed offsets tell which
 * results it wrote. See {@code docs/guarantees.md}.
 */
@NullMarked
package io.steerscope.worker.loop;

import org.jspecify.annotations.NullMarked;
