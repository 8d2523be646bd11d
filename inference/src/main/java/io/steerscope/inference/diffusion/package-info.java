/**
 * The SDXL text-to-image pipeline.
 *
 * <p>An image is a function of its request alone: it has one noise stream, drawn on the CPU from its seed, and every
 * model batch has one fixed, padded shape, so that neither the neighbours in a batch nor the row matter. The steps
 * follow {@code StableDiffusionXLPipeline} of Hugging Face diffusers.
 */
@NullMarked
package io.steerscope.inference.diffusion;

import org.jspecify.annotations.NullMarked;
