package io.steerscope.inference;

import com.fasterxml.jackson.databind.JsonNode;

import io.steerscope.inference.bundle.ImageEncodingBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Pixel values that an image processor of Hugging Face transformers computed on a Pillow image. */
public final class GoldenPixels {

    private static final float TOLERANCE = 1e-5f;

    private GoldenPixels() {}

    /** Compares the first values, the centre of each channel and the mean. */
    public static void assertEqual(String file, float[] values, JsonNode expected, ImageEncodingBundle bundle) {
        float[] first = TestBundles.floats(expected.get("pixel_values_first8"));
        for (int i = 0; i < first.length; i++) {
            assertThat(values[i]).as(file).isCloseTo(first[i], within(TOLERANCE));
        }
        int plane = bundle.imageHeight() * bundle.imageWidth();
        int center = bundle.imageHeight() / 2 * bundle.imageWidth() + bundle.imageWidth() / 2;
        float[] centers = TestBundles.floats(expected.get("pixel_values_center"));
        for (int channel = 0; channel < centers.length; channel++) {
            assertThat(values[channel * plane + center]).as(file).isCloseTo(centers[channel], within(TOLERANCE));
        }
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        assertThat(sum / values.length)
                .as(file)
                .isCloseTo(expected.get("pixel_values_sum").doubleValue() / values.length, within(1e-6));
    }
}
