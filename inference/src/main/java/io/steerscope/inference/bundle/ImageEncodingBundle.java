package io.steerscope.inference.bundle;

import io.steerscope.inference.device.Dtype;

/** A model with an image encoder: from the pixel values of an image to a vector. */
public sealed interface ImageEncodingBundle extends ModelBundle permits ClipBundle, ImageBundle {

    /** {@code D}: elements of a vector. */
    int embeddingDimension();

    /** From an image to pixel values. */
    ClipPreprocessing preprocessing();

    /** {@code H} of the pixel values. */
    int imageHeight();

    /** {@code W} of the pixel values. */
    int imageWidth();

    /** {@code float32 [B, 3, H, W]} to {@code float32 [B, D]}. */
    default ModuleFile imageEncoder() {
        return manifest().module("image_encoder.pt");
    }

    @Override
    ImageEncodingBundle computingIn(Dtype dtype);
}
