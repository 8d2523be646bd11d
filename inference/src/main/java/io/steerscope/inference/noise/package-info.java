/** Gaussian noise equal to that of PyTorch's CPU generator, so that seeds mean what they mean in diffusers. */
@NullMarked
package io.steerscope.inference.noise;

import org.jspecify.annotations.NullMarked;
