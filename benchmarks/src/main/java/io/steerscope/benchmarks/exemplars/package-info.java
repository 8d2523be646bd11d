/**
 * How far pairs that learn from each other depend on each other: the variance of a category's mean between draws of
 * pairs, next to what the t-test estimates from one draw, for an embedding model and for images of the toy world.
 */
@NullMarked
package io.steerscope.benchmarks.exemplars;

import org.jspecify.annotations.NullMarked;
