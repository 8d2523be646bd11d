/**
 * CLIP image and text embeddings and the margin computed from them.
 *
 * <p>A {@link io.steerscope.inference.clip.ClipModel} may be used from several threads; every call pads its model
 * batches to the bundle's batch size, so that an embedding does not depend on its neighbours.
 */
@NullMarked
package io.steerscope.inference.clip;

import org.jspecify.annotations.NullMarked;
