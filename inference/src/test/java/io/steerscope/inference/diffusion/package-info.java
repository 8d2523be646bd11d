/** Tests of {@code diffusion}. */
@NullMarked
package io.steerscope.inference.diffusion;

import org.jspecify.annotations.NullMarked;
