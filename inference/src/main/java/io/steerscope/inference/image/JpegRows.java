package io.steerscope.inference.image;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Rows of the components of a JPEG, one sample of each for a pixel, as libjpeg-turbo gives them.
 *
 * <p>Where colours have half as many rows and as many columns as the image, libjpeg-turbo blends each row with the one
 * above or below ({@code h1v2_fancy_upsample}). A Java runtime that was built with libjpeg-turbo does so too; one with
 * the libjpeg of OpenJDK's sources repeats the rows, and they are blended here.
 */
final class JpegRows {

    private final Raster raster;
    private final int rowBytes;
    private final boolean blends;
    private final byte[] neighbour;
    private final byte[] samples;
    private final int offset;
    private final int stride;
    private final boolean interleaved;

    /** @param blends whether rows of colours have been repeated and are to be blended */
    JpegRows(Raster raster, int components, boolean blends) {
        this.raster = raster;
        this.rowBytes = raster.getWidth() * components;
        this.blends = blends;
        this.neighbour = new byte[blends ? rowBytes : 0];
        this.interleaved = JpegColours.isInterleaved(raster, components);
        this.samples = interleaved ? ((DataBufferByte) raster.getDataBuffer()).getData() : new byte[0];
        this.offset = interleaved ? raster.getDataBuffer().getOffset() : 0;
        this.stride = rowBytes;
    }

    static JpegRows of(Raster raster, JpegHeader header) {
        boolean blends = header.halvesHeightAlone() && JpegDecoder.repeatsRowsOfColours();
        return new JpegRows(raster, header.components(), blends);
    }

    /** Reads row {@code y}, interleaved. */
    void read(int y, byte[] row) {
        decoded(y, row);
        if (!blends) {
            return;
        }
        boolean upper = y % 2 == 0;
        int rows = (raster.getHeight() + 1) / 2;
        int nearest = Math.max(0, Math.min(rows - 1, y / 2 + (upper ? -1 : 1)));
        decoded(2 * nearest, neighbour);
        int components = raster.getNumBands();
        int bias = upper ? 1 : 2;
        for (int x = 0; x < rowBytes; x += components) {
            for (int i = x + 1; i < x + 3; i++) {
                row[i] = (byte) (3 * (row[i] & 0xff) + (neighbour[i] & 0xff) + bias >> 2);
            }
        }
    }

    private void decoded(int y, byte[] row) {
        if (interleaved) {
            System.arraycopy(samples, offset + y * stride, row, 0, rowBytes);
            return;
        }
        int[] pixels = raster.getPixels(0, y, raster.getWidth(), 1, (int[]) null);
        for (int i = 0; i < rowBytes; i++) {
            row[i] = (byte) pixels[i];
        }
    }
}
