package io.steerscope.inference.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes one JPEG file to 8-bit RGB as Pillow does. The decoder of {@code javax.imageio} gives the components: it is
 * libjpeg with the accurate integer transform and smooth upsampling of colours, which has libjpeg-turbo's numbers.
 * Colours are made of them here.
 */
final class JpegDecoder {

    /** Of the components, at most 4, and of the RGB samples. */
    private static final int BYTES_PER_PIXEL = 7;

    /** What the reader, which speaks English alone, warns of before it makes up the rest of an image. */
    private static final String TRUNCATED = "Truncated File";

    /** An image of 8 x 16 pixels with 8 rows of colours that differ. */
    private static final String ROWS_OF_COLOURS = "rows_of_colours.jpg";

    private JpegDecoder() {}

    /** Whether the decoder of this Java runtime repeats rows of colours that are half as many as those of the image. */
    static boolean repeatsRowsOfColours() {
        return Probe.REPEATS;
    }

    /** Asks the decoder once, when it matters. */
    private static final class Probe {

        private static final boolean REPEATS = repeats();

        private static boolean repeats() {
            try (InputStream in = JpegDecoder.class.getResourceAsStream(ROWS_OF_COLOURS)) {
                Raster raster = raster(JpegHeader.of(Objects.requireNonNull(in).readAllBytes()), (width, height) -> {});
                for (int y = 0; y < raster.getHeight(); y += 2) {
                    if (raster.getSample(0, y, 1) != raster.getSample(0, y + 1, 1)) {
                        return false;
                    }
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Is told the size of an image before it is read. */
    @FunctionalInterface
    private interface Size {

        void is(int width, int height);
    }

    /**
     * Decodes a file.
     *
     * @param sizes asked before memory for the image is allocated
     */
    static RgbImage decode(byte[] file, PixelLimit limit, SizeCheck sizes) throws IOException {
        JpegHeader header = JpegHeader.of(file);
        Raster raster = raster(header, (width, height) -> {
            sizes.accept("JPEG", width, height, BYTES_PER_PIXEL);
            JpegScans.check(file, (long) width * height, limit.pixels());
        });
        return new RgbImage(raster.getWidth(), raster.getHeight(), JpegColours.rgb(raster, header));
    }

    private static Raster raster(JpegHeader header, Size size) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("JPEG").next();
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(header.plain()))) {
            reader.setInput(stream, true, true);
            size.is(reader.getWidth(0), reader.getHeight(0));
            AtomicBoolean truncated = new AtomicBoolean();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.startsWith(TRUNCATED)) {
                    truncated.set(true);
                }
            });
            Raster raster = reader.readRaster(0, null);
            if (truncated.get()) {
                throw new ImageDecodingException("JPEG is truncated: the file ends before its image does");
            }
            if (raster.getNumBands() != header.components()) {
                throw new ImageDecodingException(
                        "JPEG of %d components was read with %d".formatted(header.components(), raster.getNumBands()));
            }
            return raster;
        } finally {
            reader.dispose();
        }
    }
}
