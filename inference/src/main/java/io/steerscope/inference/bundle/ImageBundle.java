package io.steerscope.inference.bundle;

import io.steerscope.inference.device.Dtype;

/**
 * An image encoder without texts, such as a ResNet without its classifier.
 *
 * @param manifest what bundles of every kind have
 * @param embeddingDimension {@code D}
 * @param normalised whether the vectors have Euclidean length 1; else they are the features as they are
 * @param preprocessing from an image to pixel values
 * @param imageHeight {@code H} of the pixel values
 * @param imageWidth {@code W} of the pixel values
 */
public record ImageBundle(
        BundleManifest manifest,
        int embeddingDimension,
        boolean normalised,
        ClipPreprocessing preprocessing,
        int imageHeight,
        int imageWidth)
        implements ImageEncodingBundle {

    @Override
    public String kind() {
        return "image";
    }

    @Override
    public ImageBundle computingIn(Dtype dtype) {
        return new ImageBundle(
                manifest.computingIn(dtype, id()),
                embeddingDimension,
                normalised,
                preprocessing,
                imageHeight,
                imageWidth);
    }
}
