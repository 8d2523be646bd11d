package io.steerscope.inference.bundle;

import io.steerscope.inference.device.Dtype;

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
        implements ImageEncodingBundle {

    @Override
    public String kind() {
        return "clip";
    }

    @Override
    public ClipBundle computingIn(Dtype dtype) {
        String id = dtype == dtype() ? id() : dtype == manifest.ownDtype() ? ownId() : ownId() + "-" + dtype;
        return new ClipBundle(
                manifest.computingIn(dtype, id),
                embeddingDimension,
                logitScale,
                preprocessing,
                imageHeight,
                imageWidth,
                tokenizer);
    }

    private String ownId() {
        String suffix = "-" + dtype();
        return dtype() == manifest.ownDtype() ? id() : id().substring(0, id().length() - suffix.length());
    }

    /** {@code int64 [B, maxLength]} to {@code float32 [B, D]}. */
    public ModuleFile textEncoder() {
        return manifest.module("text_encoder.pt");
    }
}
