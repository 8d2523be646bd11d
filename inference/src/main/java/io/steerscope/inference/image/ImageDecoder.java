package io.steerscope.inference.image;

import java.io.IOException;
import java.util.Optional;

/**
 * Decodes image files as {@code Image.open(file).convert("RGB")} of Pillow does, or refuses them: grey is repeated,
 * palettes are looked up, alpha is dropped without blending, colour profiles are ignored. The content of a file says
 * what it is, and of a file of several images the first counts.
 *
 * <p>PNG, GIF and BMP are decoded here. The components of a JPEG come from {@code javax.imageio}, whose decoder has
 * libjpeg-turbo's numbers; WebP is decoded by libwebp, which Pillow uses as well; the samples of a TIFF come from
 * TwelveMonkeys. What they would read otherwise than Pillow is refused by name, and so is a file that ends early.
 * Whatever a file says, no more is allocated than the limit on pixels allows.
 */
public final class ImageDecoder {

    /** The limit on pixels where none is given: 8,192 x 8,192. */
    public static final long DEFAULT_PIXELS = 1L << 26;

    private ImageDecoder() {}

    /** As {@link #decode(byte[], long)}, with {@link #DEFAULT_PIXELS}. */
    public static RgbImage decode(byte[] file) {
        return decode(file, DEFAULT_PIXELS);
    }

    /**
     * Decodes a file.
     *
     * @param mostPixels the limit on width times height, at most 2^29
     * @throws ImageLimitException if the image is larger
     * @throws ImageDecodingException if the bytes are not an image, or one of a format that is not supported
     */
    public static RgbImage decode(byte[] file, long mostPixels) {
        PixelLimit limit = new PixelLimit(mostPixels);
        return decode(file, limit, limit);
    }

    static RgbImage decode(byte[] file, PixelLimit limit, SizeCheck sizes) {
        ImageFormat format = supported(file);
        try {
            return switch (format) {
                case PNG -> new PngDecoder(file, sizes).decode();
                case JPEG -> JpegDecoder.decode(file, limit, sizes);
                case GIF -> GifDecoder.decode(file, sizes);
                case BMP -> BmpDecoder.decode(file, sizes);
                case WEBP -> WebpDecoder.decode(file, sizes);
                case TIFF -> TiffDecoder.decode(file, sizes);
                default -> throw new IllegalStateException("No decoder of " + format);
            };
        } catch (ImageDecodingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ImageDecodingException(format.label() + " cannot be decoded: " + line(e), e);
        }
    }

    private static ImageFormat supported(byte[] file) {
        Optional<ImageFormat> format = ImageFormat.of(file);
        if (format.isEmpty()) {
            throw new ImageDecodingException(
                    "not an image, or of a format that is not supported (" + ImageFormat.SUPPORTED + ")");
        }
        if (!format.get().isSupported()) {
            throw new ImageDecodingException(
                    format.get().label() + " is not supported (" + ImageFormat.SUPPORTED + ")");
        }
        return format.get();
    }

    /** What a decoder says may quote the file. */
    private static String line(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    }
}
