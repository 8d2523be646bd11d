/** Decoding of images beside the decoder of the JDK, and for comparison with Pillow. */
@NullMarked
package io.steerscope.benchmarks.image;

import org.jspecify.annotations.NullMarked;
