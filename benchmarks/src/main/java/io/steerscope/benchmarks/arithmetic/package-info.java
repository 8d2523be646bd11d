/**
 * The types of numbers that models compute in, timed beside each other on one machine; {@code scripts/arithmetic.sh}
 * runs it.
 */
@NullMarked
package io.steerscope.benchmarks.arithmetic;

import org.jspecify.annotations.NullMarked;
