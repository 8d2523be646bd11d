/** Tests of {@code noise}. */
@NullMarked
package io.steerscope.inference.noise;

import org.jspecify.annotations.NullMarked;
