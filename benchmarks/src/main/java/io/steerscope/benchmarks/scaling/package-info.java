/**
 * Workers as processes of their own that join a group and leave it while there is always work behind: what is committed
 * at each number of workers, what a rebalance costs, and what the broker pays. {@code ScaleOutMain} measures;
 * {@code WaitingWorkerMain} is a worker whose model waits instead of computing.
 */
@NullMarked
package io.steerscope.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
