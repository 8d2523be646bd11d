package io.steerscope.inference.image;

import java.util.Arrays;
import java.util.List;

/**
 * Decodes one BMP file, with or without its file header, to 8-bit RGB as {@code BmpImagePlugin} of Pillow does:
 * palettes of 1, 4 and 8 bits, 16, 24 and 32 bits, bit fields that Pillow knows, run lengths. Alpha is dropped, colour
 * profiles are ignored. What Pillow refuses, such as a file that ends early, is refused.
 */
final class BmpDecoder {

    private static final int RGB_BYTES = 3;
    private static final int RLE_BYTES = 4;
    private static final int MOST_COLOURS = 256;
    private static final int MOST_DECLARED_COLOURS = 65_536;

    /** Red, green, blue and alpha of 32 bits, and the bytes in which red, green and blue stand. */
    private static final List<int[][]> LAYOUTS = List.of(
            new int[][] {{0xff0000, 0xff00, 0xff, 0}, {2, 1, 0}},
            new int[][] {{0xff000000, 0xff0000, 0xff00, 0}, {3, 2, 1}},
            new int[][] {{0xff000000, 0xff00, 0xff, 0}, {3, 1, 0}},
            new int[][] {{0xff000000, 0xff0000, 0xff00, 0xff}, {3, 2, 1}},
            new int[][] {{0xff, 0xff00, 0xff0000, 0xff000000}, {0, 1, 2}},
            new int[][] {{0xff0000, 0xff00, 0xff, 0xff000000}, {2, 1, 0}},
            new int[][] {{0xff000000, 0xff00, 0xff, 0xff0000}, {3, 1, 0}},
            new int[][] {{0, 0, 0, 0}, {2, 1, 0}});

    private final byte[] file;
    private final BmpHeader header;
    private final byte[] palette = new byte[MOST_COLOURS * RGB_BYTES];
    private int width;
    private int height;

    /** The bits of an index into the palette. */
    private int indexBits;

    private BmpDecoder(byte[] file, BmpHeader header) {
        this.file = file;
        this.header = header;
    }

    /** @param sizes asked before memory for the image is allocated */
    static RgbImage decode(byte[] file, SizeCheck sizes) {
        return new BmpDecoder(file, BmpHeader.of(file)).decode(sizes);
    }

    private RgbImage decode(SizeCheck sizes) {
        boolean runLengths = header.compression() == BmpHeader.RLE8 || header.compression() == BmpHeader.RLE4;
        sizes.accept("BMP", edge(header.width()), edge(header.height()), runLengths ? RLE_BYTES : RGB_BYTES);
        width = (int) header.width();
        height = (int) header.height();
        boolean indexed = header.bits() <= 8;
        if (indexed && header.compression() == BmpHeader.BITFIELDS || runLengths && !indexed) {
            throw new ImageDecodingException("BMP of " + header.bits() + " bits with compression "
                    + header.compression() + " is not supported (convert it to PNG)");
        }
        long dataOffset = header.dataOffset();
        if (indexed) {
            long end = readPalette();
            dataOffset = dataOffset == 0 ? end : dataOffset;
        } else if (dataOffset == 0) {
            dataOffset = header.paletteOffset();
        }
        if (dataOffset > file.length) {
            throw truncated();
        }
        byte[] rgb = new byte[width * height * RGB_BYTES];
        if (runLengths) {
            byte[] indices =
                    BmpRunLengths.decode(file, (int) dataOffset, width, height, header.compression() == BmpHeader.RLE4);
            for (int row = 0; row < height; row++) {
                writeIndexedRow(indices, row * width, 8, rgb, header.topDown() ? row : height - 1 - row);
            }
        } else {
            readRows((int) dataOffset, rgb);
        }
        return new RgbImage(width, height, rgb);
    }

    /** What exceeds an int exceeds every limit. */
    private static int edge(long pixels) {
        return (int) Math.min(pixels, Integer.MAX_VALUE);
    }

    private ImageDecodingException truncated() {
        return new ImageDecodingException("BMP is truncated: the file ends before its image does");
    }

    /** Reads the palette, as far as the file has one, and returns where it ends. */
    private long readPalette() {
        if (header.colours() > MOST_DECLARED_COLOURS) {
            throw new ImageDecodingException("BMP has a palette of " + header.colours() + " colours");
        }
        int colours = (int) header.colours();
        int bytes = header.colourBytes();
        int from = header.paletteOffset();
        int end = Math.min(file.length, from + colours * bytes);
        boolean grey = true;
        for (int i = 0; i < colours; i++) {
            int at = from + i * bytes;
            byte step = (byte) (colours == 2 ? 255 * i : i);
            grey &= at + 2 < end && file[at] == step && file[at + 1] == step && file[at + 2] == step;
            if (i < MOST_COLOURS && at + 2 < end) {
                for (int channel = 0; channel < RGB_BYTES; channel++) {
                    palette[i * RGB_BYTES + channel] = file[at + 2 - channel];
                }
            }
        }
        indexBits = header.bits();
        if (grey) {
            setGrey(colours);
        } else if ((end - from) / bytes > MOST_COLOURS) {
            throw new ImageDecodingException("BMP has a palette of " + colours + " colours");
        }
        return end;
    }

    /**
     * Pillow takes a palette of two greys for an image of 1 bit, and any other of greys alone for one of 8 bits,
     * whatever the number of bits is.
     */
    private void setGrey(int colours) {
        if (colours == 2 && header.compression() != BmpHeader.RAW) {
            throw new ImageDecodingException(
                    "BMP with run lengths of black and white is not supported (convert it to PNG)");
        }
        indexBits = colours == 2 ? 1 : 8;
        if (indexBits > header.bits()) {
            throw new ImageDecodingException("BMP of %d bits with %d greys is not supported (convert it to PNG)"
                    .formatted(header.bits(), colours));
        }
        for (int i = 0; i < MOST_COLOURS; i++) {
            byte value = (byte) (colours == 2 ? 255 * Math.min(i, 1) : i);
            Arrays.fill(palette, i * RGB_BYTES, (i + 1) * RGB_BYTES, value);
        }
    }

    private void readRows(int dataOffset, byte[] rgb) {
        long stride = ((long) width * header.bits() + 31 >> 3) & ~3;
        int bits = header.bits() <= 8 ? indexBits : header.bits();
        long rowBytes = ((long) width * bits + 7) / 8;
        if (dataOffset + stride * (height - 1) + rowBytes > file.length) {
            throw truncated();
        }
        int[] places = header.bits() >= 24 ? places() : new int[RGB_BYTES];
        boolean greenOfSixBits = header.bits() == 16 && hasGreenOfSixBits();
        for (int row = 0; row < height; row++) {
            int from = (int) (dataOffset + row * stride);
            int y = header.topDown() ? row : height - 1 - row;
            switch (header.bits()) {
                case 16 -> write16(from, rgb, y, greenOfSixBits);
                case 24, 32 -> writeBytes(from, places, rgb, y);
                default -> writeIndexedRow(file, from, bits, rgb, y);
            }
        }
    }

    private void writeIndexedRow(byte[] rows, int from, int bits, byte[] rgb, int y) {
        int out = y * width * RGB_BYTES;
        int mask = (1 << bits) - 1;
        for (int x = 0; x < width; x++, out += RGB_BYTES) {
            int bit = x * bits;
            int index = (rows[from + (bit >> 3)] & 0xff) >> 8 - bits - (bit & 7) & mask;
            System.arraycopy(palette, index * RGB_BYTES, rgb, out, RGB_BYTES);
        }
    }

    private void writeBytes(int from, int[] places, byte[] rgb, int y) {
        int bytes = header.bits() / 8;
        int out = y * width * RGB_BYTES;
        for (int x = 0; x < width; x++) {
            for (int place : places) {
                rgb[out++] = file[from + x * bytes + place];
            }
        }
    }

    private int[] places() {
        if (header.compression() != BmpHeader.BITFIELDS) {
            return new int[] {2, 1, 0};
        }
        int[] masks = header.masks();
        if (header.bits() == 24) {
            if (masks[0] == 0xff0000 && masks[1] == 0xff00 && masks[2] == 0xff) {
                return new int[] {2, 1, 0};
            }
            throw unknownFields();
        }
        return LAYOUTS.stream()
                .filter(layout -> Arrays.equals(layout[0], masks))
                .map(layout -> layout[1])
                .findFirst()
                .orElseThrow(BmpDecoder::unknownFields);
    }

    private boolean hasGreenOfSixBits() {
        int[] masks = header.masks();
        if (header.compression() != BmpHeader.BITFIELDS
                || masks[0] == 0x7c00 && masks[1] == 0x3e0 && masks[2] == 0x1f) {
            return false;
        }
        if (masks[0] == 0xf800 && masks[1] == 0x7e0 && masks[2] == 0x1f) {
            return true;
        }
        throw unknownFields();
    }

    private static ImageDecodingException unknownFields() {
        return new ImageDecodingException("BMP has bit fields that are not supported (convert it to PNG)");
    }

    private void write16(int from, byte[] rgb, int y, boolean greenOfSixBits) {
        int out = y * width * RGB_BYTES;
        for (int x = 0; x < width; x++) {
            int pixel = file[from + 2 * x] & 0xff | (file[from + 2 * x + 1] & 0xff) << 8;
            int green = greenOfSixBits ? (pixel >> 5 & 63) * 255 / 63 : (pixel >> 5 & 31) * 255 / 31;
            rgb[out++] = (byte) ((pixel >> (greenOfSixBits ? 11 : 10) & 31) * 255 / 31);
            rgb[out++] = (byte) green;
            rgb[out++] = (byte) ((pixel & 31) * 255 / 31);
        }
    }
}
