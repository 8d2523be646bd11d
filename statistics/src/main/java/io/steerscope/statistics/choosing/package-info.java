/**
 * Which images to look at: from thousands, the best of each category without near-copies, and the groups that do
 * unusually well or badly, with evidence rather than luck.
 *
 * <p>{@link io.steerscope.statistics.choosing.ImageChoice} is the one entry: it takes the images in key order and gives
 * the hierarchy's levels, the slices, the selections, the near-duplicates and the map. Vectors are float32, widened,
 * and divided by their length in double; sums run in key order and everything is computed by one thread, so that a
 * result is a function of the set alone. Pure functions: no file, no stream, no text format.
 */
@NullMarked
package io.steerscope.statistics.choosing;

import org.jspecify.annotations.NullMarked;
