/**
 * Moments that are exact: sums over margins held as wide integers, so that adding, removing and merging in any order,
 * any number of times, gives identical bits.
 *
 * <p>A value is first rounded once to {@linkplain io.steerscope.statistics.exact.FixedPoint units of 2^-60}; from there
 * on nothing is rounded until a figure is read. The states of this package form commutative groups: {@code add} and
 * {@code remove}, {@code merge} and {@code subtract} are inverse to each other. This is what lets a stream processor
 * replay, retract and re-partition without moving a published digit.
 *
 * <p>All types are immutable and safe to share between threads.
 */
@NullMarked
package io.steerscope.statistics.exact;

import org.jspecify.annotations.NullMarked;
