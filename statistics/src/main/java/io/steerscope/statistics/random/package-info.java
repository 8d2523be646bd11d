/**
 * Random numbers that are pure functions of a seed and a position: no state, no order, the same bits on any number of
 * threads and in any language.
 */
@NullMarked
package io.steerscope.statistics.random;

import org.jspecify.annotations.NullMarked;
