/**
 * Tails and quantiles of the reference distributions, accurate relative to the tail itself: an upper tail of 1e-60 has
 * as many correct digits as one of 0.1. The tests are built on the tails; no test subtracts a probability from one to
 * get a small p-value.
 */
@NullMarked
package io.steerscope.statistics.distribution;

import org.jspecify.annotations.NullMarked;
