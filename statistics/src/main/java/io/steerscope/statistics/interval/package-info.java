/**
 * Intervals: Wilson for a success rate, percentile and BCa bootstrap for a mean at a fixed n, the streaming
 * Poisson bootstrap, and asymptotic confidence sequences for a mean that is watched while the data arrive. The t
 * interval belongs to the t-test.
 *
 * <p>Everything is a deterministic function of its arguments; the bootstrap uses the common pool and gives the same
 * bits on any number of threads.
 */
@NullMarked
package io.steerscope.statistics.interval;

import org.jspecify.annotations.NullMarked;
