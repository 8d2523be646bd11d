package io.steerscope.inference.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes image files as {@code Image.open(file).convert("RGB")} of Pillow does: grey is repeated, palettes are looked
 * up, alpha is dropped without blending, orientation tags are ignored.
 *
 * <p>PNG is decoded here, exactly. JPEG, GIF (its first frame) and BMP go through {@code javax.imageio}. Its JPEG decoder is
 * libjpeg with the accurate integer transform and smooth upsampling of colours, which gives libjpeg-turbo's and so Pillow's
 * pixels; colour profiles are ignored, and a JPEG that is truncated is refused. Whatever a file says, no more is allocated
 * than the limit on pixels allows.
 */
public final class ImageDecoder {

    /** The limit on pixels where none is given: 8,192 x 8,192. */
    public static final long DEFAULT_PIXELS = 1L << 26;

    /** Of a decoded image, at most 4, and of its RGB samples. */
    private static final int IMAGE_IO_BYTES_PER_PIXEL = 7;

    /** What the JPEG reader, which speaks English alone, warns of before it makes up the rest of an image. */
    private static final String TRUNCATED = "Truncated File";

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
        if (PngDecoder.isPng(file)) {
            return new PngDecoder(file, sizes).decode();
        }
        try {
            String format = format(file);
            byte[] read = format.equals("JPEG") ? JpegProfiles.without(file) : file;
            return decodeWithImageIo(read, format, limit, sizes);
        } catch (ImageDecodingException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ImageDecodingException("Image cannot be decoded: " + line(e), e);
        }
    }

    private static String format(byte[] file) {
        if (startsWith(file, 0xff, 0xd8)) {
            return "JPEG";
        }
        if (startsWith(file, 'G', 'I', 'F', '8')) {
            return "GIF";
        }
        if (startsWith(file, 'B', 'M')) {
            return "BMP";
        }
        throw new ImageDecodingException(
                "Not an image, or of a format that is not supported (use PNG, JPEG, GIF or BMP)");
    }

    private static boolean startsWith(byte[] file, int... beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= file.length || (file[i] & 0xff) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static RgbImage decodeWithImageIo(byte[] file, String format, PixelLimit limit, SizeCheck sizes)
            throws IOException {
        if (format.equals("BMP")) {
            BmpHeader.check(file, limit);
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            sizes.accept(format, width, height, IMAGE_IO_BYTES_PER_PIXEL);
            if (format.equals("JPEG")) {
                JpegScans.check(file, (long) width * height, limit.pixels());
            }
            AtomicBoolean truncated = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.startsWith(TRUNCATED)) {
                    truncated.set(true);
                }
            });
            BufferedImage image = reader.read(0);
            if (truncated.get()) {
                throw new ImageDecodingException(format + " is truncated: the file ends before its image does");
            }
            return rgb(image);
        } finally {
            reader.dispose();
        }
    }

    private static RgbImage rgb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        if (image.getType() == BufferedImage.TYPE_BYTE_GRAY) {
            grey(image.getRaster(), width, rgb);
        } else if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_CMYK) {
            cmyk(image.getRaster(), width, rgb);
        } else {
            colour(image, width, rgb);
        }
        return new RgbImage(width, height, rgb);
    }

    /** What a decoder says may quote the file. */
    private static String line(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
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
