/**
 * Directions in a space of embeddings: whether an image changed in the direction that its prompts say, and whether the
 * pairs of a category differ by one direction.
 *
 * <p>{@link io.steerscope.statistics.geometry.DirectionBuilder} takes the images of one method pair by pair;
 * {@link io.steerscope.statistics.geometry.OffsetConsistency} says how parallel offsets are, of texts, of images or of
 * words. Vectors are float32, widened, and divided by their length in double; sums run in key order (pair as a string,
 * alpha, seed), so that no bit depends on arrival or threads. Pure functions: no file, no stream, no text format.
 */
@NullMarked
package io.steerscope.statistics.geometry;

import org.jspecify.annotations.NullMarked;
