package io.steerscope.inference.image;

import java.awt.color.ColorSpace;
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
 * <p>PNG is decoded here, exactly. Other formats go through {@code javax.imageio}. Its JPEG decoder is libjpeg with the
 * accurate integer transform and smooth upsampling of colours, which gives libjpeg-turbo's and so Pillow's pixels.
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
        } else if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
            cmyk(image.getRaster(), width, rgb);
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

    /** As {@code cmyk2rgb} of Pillow's {@code Convert.c}: no colour profile is applied. */
    private static void cmyk(Raster raster, int width, byte[] rgb) {
        int[] row = new int[4 * width];
        int out = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < 4 * width; x += 4) {
                int light = 255 - row[x + 3];
                for (int ink = x; ink < x + 3; ink++) {
                    int product = row[ink] * light + 128;
                    rgb[out++] = (byte) (light - ((product >> 8) + product >> 8));
                }
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
