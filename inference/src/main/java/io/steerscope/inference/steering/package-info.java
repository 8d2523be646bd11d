/**
 * Steering methods: how the embedding of a source prompt is moved towards a target concept.
 *
 * <p>A prompt embedding has two parts, the token embeddings and the pooled embedding; every method moves both.
 * Strength 0 is the source prompt itself for every method, bit for bit.
 */
@NullMarked
package io.steerscope.inference.steering;

import org.jspecify.annotations.NullMarked;
