package io.steerscope.inference.bundle;

import java.util.List;

/**
 * How an image becomes the pixel values that an image encoder takes: resize, centre crop, rescale, normalise.
 *
 * @param resize size before the crop
 * @param resample filter of the resize
 * @param cropHeight rows kept by the centre crop; 0 for no crop
 * @param cropWidth columns kept by the centre crop; 0 for no crop
 * @param rescaleFactor factor from 8-bit samples to {@code [0, 1]}
 * @param mean mean of red, green and blue, subtracted after rescaling
 * @param std standard deviation of red, green and blue, divided by after subtraction
 */
public record ClipPreprocessing(
        ResizeRule resize,
        ResampleFilter resample,
        int cropHeight,
        int cropWidth,
        double rescaleFactor,
        List<Double> mean,
        List<Double> std) {

    public ClipPreprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }
}
