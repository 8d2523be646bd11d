/** Decoding of images beside the decoder of the JDK. */
@NullMarked
package io.steerscope.benchmarks.image;

import org.jspecify.annotations.NullMarked;
