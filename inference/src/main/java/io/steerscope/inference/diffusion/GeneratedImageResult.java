package io.steerscope.inference.diffusion;

import io.steerscope.inference.image.RgbImage;

/** What became of a request. */
public sealed interface GeneratedImageResult {

    /** Whether a text encoder cut the source prompt. */
    boolean sourceTruncated();

    /**
     * An image.
     *
     * @param image the pixels
     * @param latents final latents before the VAE scaling, {@code [C, h, w]} row by row
     * @param sourceTruncated whether a text encoder cut the source prompt
     */
    record Rendered(RgbImage image, float[] latents, boolean sourceTruncated) implements GeneratedImageResult {}

    /**
     * No image: the model produced numbers that are not finite, or an image of one colour.
     *
     * @param reason one line
     * @param sourceTruncated whether a text encoder cut the source prompt
     */
    record Degenerate(String reason, boolean sourceTruncated) implements GeneratedImageResult {}
}
