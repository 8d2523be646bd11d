package io.steerscope.inference.image;

import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * From the components of a JPEG to RGB, with the tables of libjpeg-turbo's {@code jdcolor.c} and, for CMYK, with
 * {@code cmyk2rgb} of Pillow's {@code Convert.c}, which takes inks as inverted and knows no profiles.
 */
final class JpegColours {

    private static final int RGB_BYTES = 3;
    private static final int FRACTION_BITS = 16;
    private static final int HALF = 1 << FRACTION_BITS - 1;
    private static final int CENTRE = 128;
    private static final int[] RED_OF_CR = new int[256];
    private static final int[] GREEN_OF_CR = new int[256];
    private static final int[] GREEN_OF_CB = new int[256];
    private static final int[] BLUE_OF_CB = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            RED_OF_CR[i] = fixed(1.40200) * (i - CENTRE) + HALF >> FRACTION_BITS;
            BLUE_OF_CB[i] = fixed(1.77200) * (i - CENTRE) + HALF >> FRACTION_BITS;
            GREEN_OF_CR[i] = -fixed(0.71414) * (i - CENTRE);
            GREEN_OF_CB[i] = -fixed(0.34414) * (i - CENTRE) + HALF;
        }
    }

    private JpegColours() {}

    private static int fixed(double factor) {
        return (int) (factor * (1 << FRACTION_BITS) + 0.5);
    }

    /** RGB samples of an image with those components, at full size each. */
    static byte[] rgb(Raster raster, JpegHeader header) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        int components = header.components();
        byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), RGB_BYTES)];
        byte[] row = new byte[width * components];
        JpegRows rows = JpegRows.of(raster, header);
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            int out = y * width * RGB_BYTES;
            switch (header.colours()) {
                case GREY -> grey(row, rgb, out);
                case RGB -> System.arraycopy(row, 0, rgb, out, row.length);
                case YCBCR -> yCbCr(row, RGB_BYTES, rgb, out);
                case CMYK -> cmyk(row, rgb, out);
                case YCCK -> ycck(row, rgb, out);
            }
        }
        return rgb;
    }

    /** Whether its samples can be taken from the array that they lie in. */
    static boolean isInterleaved(Raster raster, int components) {
        return raster.getDataBuffer() instanceof DataBufferByte buffer
                && buffer.getNumBanks() == 1
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && model.getPixelStride() == components
                && model.getNumBands() == components
                && inOrder(model.getBandOffsets());
    }

    private static boolean inOrder(int[] offsets) {
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static void grey(byte[] row, byte[] rgb, int start) {
        int out = start;
        for (byte sample : row) {
            rgb[out++] = sample;
            rgb[out++] = sample;
            rgb[out++] = sample;
        }
    }

    private static void yCbCr(byte[] row, int stride, byte[] rgb, int start) {
        int out = start;
        for (int x = 0; x < row.length; x += stride) {
            int y = row[x] & 0xff;
            int cb = row[x + 1] & 0xff;
            int cr = row[x + 2] & 0xff;
            rgb[out++] = clamped(y + RED_OF_CR[cr]);
            rgb[out++] = clamped(y + (GREEN_OF_CB[cb] + GREEN_OF_CR[cr] >> FRACTION_BITS));
            rgb[out++] = clamped(y + BLUE_OF_CB[cb]);
        }
    }

    /** Samples that say how much light an ink lets through: 255 is no ink. */
    private static void cmyk(byte[] row, byte[] rgb, int start) {
        int out = start;
        for (int x = 0; x < row.length; x += 4) {
            int light = row[x + 3] & 0xff;
            for (int ink = x; ink < x + 3; ink++) {
                int product = (255 - (row[ink] & 0xff)) * light + 128;
                rgb[out++] = clamped(light - ((product >> 8) + product >> 8));
            }
        }
    }

    private static void ycck(byte[] row, byte[] rgb, int start) {
        byte[] inks = new byte[row.length / 4 * RGB_BYTES];
        yCbCr(row, 4, inks, 0);
        byte[] cmyk = new byte[row.length];
        for (int x = 0; x < row.length / 4; x++) {
            for (int ink = 0; ink < RGB_BYTES; ink++) {
                cmyk[4 * x + ink] = (byte) (255 - (inks[RGB_BYTES * x + ink] & 0xff));
            }
            cmyk[4 * x + 3] = row[4 * x + 3];
        }
        cmyk(cmyk, rgb, start);
    }

    private static byte clamped(int sample) {
        return (byte) Math.max(0, Math.min(255, sample));
    }
}
