/**
 * From pixel values to vectors, by the image encoder of a bundle with texts or without.
 *
 * <p>An {@link io.steerscope.inference.encoder.ImageEncoder} may be used from several threads; every call pads its
 * batches to the bundle's batch size, so that a vector does not depend on its neighbours.
 */
@NullMarked
package io.steerscope.inference.encoder;

import org.jspecify.annotations.NullMarked;
