package io.steerscope.inference.bundle;

import java.nio.file.Path;

/**
 * A CLIP or SigLIP model: an image and a text encoder into one space.
 *
 * @param manifest what bundles of every kind have
 * @param embeddingDimension {@code D}
 * @param logitScale {@code exp(logit_scale)} of the checkpoint
 * @param preprocessing from an image to pixel values
 * @param imageHeight {@code H} of the pixel values
 * @param imageWidth {@code W} of the pixel values
 * @param tokenizer the text tokenizer
 */
public record ClipBundle(
        BundleManifest manifest,
        int embeddingDimension,
        double logitScale,
        ClipPreprocessing preprocessing,
        int imageHeight,
        int imageWidth,
        TokenizerRules tokenizer)
        implements ModelBundle {

    /** {@code float32 [B, 3, H, W]} to {@code float32 [B, D]}. */
    public Path imageEncoder() {
        return manifest.file("image_encoder.pt");
    }

    /** {@code int64 [B, maxLength]} to {@code float32 [B, D]}. */
    public Path textEncoder() {
        return manifest.file("text_encoder.pt");
    }
}
