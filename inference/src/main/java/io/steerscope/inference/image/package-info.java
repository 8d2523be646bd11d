/**
 * Decoding, resizing and encoding of 8-bit RGB images, equal to Pillow bit for bit where a score depends on it.
 *
 * <p>Published CLIP scores are computed on images that Pillow has resized. Its bicubic filter works in two passes on
 * 8-bit samples with fixed-point weights; this package does the same sums in the same order.
 */
@NullMarked
package io.steerscope.inference.image;

import org.jspecify.annotations.NullMarked;
