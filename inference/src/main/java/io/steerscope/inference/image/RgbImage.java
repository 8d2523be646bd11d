package io.steerscope.inference.image;

import java.util.Arrays;

/**
 * An 8-bit RGB image. The samples are not copied: whoever creates the image must not change them afterwards.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param rgb samples row by row, interleaved: {@code rgb[(y * width + x) * 3 + channel]}
 */
public record RgbImage(int width, int height, byte[] rgb) {

    public RgbImage {
        if (width < 1 || height < 1 || rgb.length != (long) width * height * 3) {
            throw new IllegalArgumentException(
                    "An image of " + width + " x " + height + " cannot have " + rgb.length + " samples");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage image
                && width == image.width
                && height == image.height
                && Arrays.equals(rgb, image.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
