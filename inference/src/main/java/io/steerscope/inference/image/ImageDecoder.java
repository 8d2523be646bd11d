package io.steerscope.inference.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Decodes image files as {@code Image.open(file).convert("RGB")} of Pillow does: grey is repeated, palettes are looked
 * up, alpha is dropped without blending, orientation tags are ignored.
 *
 * <p>PNG is decoded here, exactly. Other formats go through {@code javax.imageio}; its JPEG decoder rounds differently
 * from libjpeg-turbo, by at most a few levels.
 */
public final class ImageDecoder {

    private ImageDecoder() {}

    /**
     * Decodes a file.
     *
     * @throws ImageDecodingException if the bytes are not an image, or one of a format that is not supported
     */
    public static RgbImage decode(byte[] file) {
        return PngDecoder.isPng(file) ? new PngDecoder(file).decode() : decodeWithImageIo(file);
    }

    private static RgbImage decodeWithImageIo(byte[] file) {
        BufferedImage image = read(file);
        if (image == null) {
            throw new ImageDecodingException("Not an image, or of a format that is not supported (use PNG or JPEG)");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[width * height * 3];
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            grey(image.getRaster(), width, rgb);
        } else {
            colour(image, width, rgb);
        }
        return new RgbImage(width, height, rgb);
    }

    private static @Nullable BufferedImage read(byte[] file) {
        try {
            return ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
        } catch (IOException | RuntimeException e) {
            throw new ImageDecodingException("Image cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static void grey(Raster raster, int width, byte[] rgb) {
        int[] row = new int[width];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int sample : row) {
                rgb[out++] = (byte) sample;
                rgb[out++] = (byte) sample;
                rgb[out++] = (byte) sample;
            }
        }
    }

    private static void colour(BufferedImage image, int width, byte[] rgb) {
        int[] row = new int[width];
        int out = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int argb : row) {
                rgb[out++] = (byte) (argb >> 16);
                rgb[out++] = (byte) (argb >> 8);
                rgb[out++] = (byte) argb;
            }
        }
    }
}
