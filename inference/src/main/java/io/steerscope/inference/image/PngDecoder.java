package io.steerscope.inference.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.jspecify.annotations.Nullable;

/**
 * Decodes one PNG file (ISO/IEC 15948) to 8-bit RGB: every colour type, bit depth and interlacing. Samples of 16 bits
 * keep their upper 8, but 16-bit grey without alpha is cut at 255, since Pillow does that; transparency is dropped. As
 * Pillow does, it compares the checksums of the chunks before the image data and no others, and refuses a file that
 * ends within a chunk.
 */
final class PngDecoder {

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int FCTL = 0x6663544c;
    private static final int FDAT = 0x66644154;
    private static final int HEADER_BYTES = 13;
    private static final int PALETTE_BYTES = 256 * 3;
    private static final int RGB_BYTES = 3;

    /** The most that a byte of a deflate stream becomes. */
    private static final int MOST_INFLATION = 1_032;

    private static final int INFLATED_BYTES = 1 << 17;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    private final ByteBuffer file;
    private final SizeCheck sizes;
    private final Inflater inflater = new Inflater();
    private int width;
    private int height;
    private int depth;
    private int colourType;
    private int channels;
    private boolean interlaced;
    private boolean checksumsFit = true;
    private byte @Nullable [] palette;
    private int nextData;
    private int dataLeft;

    /** @param sizes asked before memory for the image is allocated */
    PngDecoder(byte[] file, SizeCheck sizes) {
        this.file = ByteBuffer.wrap(file);
        this.sizes = sizes;
    }

    RgbImage decode() {
        try {
            readChunksBeforeData();
            sizes.accept("PNG", width, height, RGB_BYTES);
            if (!checksumsFit) {
                throw new ImageDecodingException("PNG is damaged: the checksum of a chunk does not fit");
            }
            requireDataOfSize();
            byte[] rgb = new byte[width * height * 3];
            if (interlaced) {
                for (int pass = 0; pass < Adam7.PASSES; pass++) {
                    readPass(rgb, Adam7.LEFT[pass], Adam7.TOP[pass], Adam7.RIGHT[pass], Adam7.DOWN[pass]);
                }
            } else {
                readPass(rgb, 0, 0, 1, 1);
            }
            requireWholeChunksBehindData();
            return new RgbImage(width, height, rgb);
        } catch (DataFormatException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new ImageDecodingException("PNG is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private void readChunksBeforeData() {
        file.position(Long.BYTES);
        while (true) {
            int length = file.getInt();
            int type = file.getInt();
            int start = file.position();
            if (length < 0 || length > file.remaining()) {
                throw new ImageDecodingException("PNG ends within a chunk");
            }
            requireName(type);
            switch (type) {
                case IHDR -> readHeader(length);
                case FCTL -> requireWholeFrame(start, length);
                case FDAT -> throw new ImageDecodingException("PNG has an animation before its image");
                case PLTE -> palette = palette(start, length);
                case IDAT -> {
                    nextData = start;
                    dataLeft = length;
                }
                case IEND -> throw new ImageDecodingException("PNG has no image data");
                default -> {}
            }
            if (type == IDAT) {
                break;
            }
            skip(start + length, "PNG ends within a chunk");
            checksumsFit &= fitsChecksum(start, length);
        }
        if (channels == 0) {
            throw new ImageDecodingException("PNG has no header");
        }
        if (colourType == PALETTE && palette == null) {
            throw new ImageDecodingException("PNG has no palette");
        }
    }

    /** Goes behind the checksum of a chunk. */
    private void skip(int end, String problem) {
        if (end > file.limit() - Integer.BYTES) {
            throw new ImageDecodingException(problem);
        }
        file.position(end + Integer.BYTES);
    }

    private byte[] palette(int start, int length) {
        if (length > PALETTE_BYTES + 2 && colourType == PALETTE) {
            throw new ImageDecodingException("PNG has a palette of " + length + " bytes");
        }
        return Arrays.copyOfRange(file.array(), start, start + Math.min(length, PALETTE_BYTES));
    }

    private boolean fitsChecksum(int start, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(file.array(), start - Integer.BYTES, Integer.BYTES + length);
        return file.getInt(start + length) == (int) checksum.getValue();
    }

    private static void requireName(int type) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int letter = type >> shift & 0xff;
            if (letter != '_' && (letter >= 0x80 || !Character.isLetterOrDigit(letter))) {
                throw new ImageDecodingException("PNG is damaged: a chunk without a name");
            }
        }
    }

    /** The image of a file is the first frame of its animation, if the frame is not smaller. */
    private void requireWholeFrame(int start, int length) {
        boolean whole = length >= 26
                && file.getInt(start) == 0
                && file.getInt(start + 4) == width
                && file.getInt(start + 8) == height
                && file.getLong(start + 12) == 0;
        if (!whole) {
            throw new ImageDecodingException("PNG has an animation whose first frame is not of its size");
        }
    }

    /** Pillow refuses a file that ends within a chunk behind the image, but not one that ends between two. */
    private void requireWholeChunksBehindData() {
        long next = (long) nextData + dataLeft + Integer.BYTES;
        while (next + 2 * Integer.BYTES <= file.limit()) {
            int type = file.getInt((int) next + Integer.BYTES);
            if (type == IEND || type == FCTL) {
                return;
            }
            if (type == FDAT) {
                throw new ImageDecodingException("PNG has an animation without frames");
            }
            next += 2 * Integer.BYTES + Integer.toUnsignedLong(file.getInt((int) next));
            if (next > file.limit()) {
                throw new ImageDecodingException("PNG ends within a chunk");
            }
            next += Integer.BYTES;
        }
    }

    /** A file that is too short for its image is found out before there is memory for the image. */
    private void requireDataOfSize() {
        long samples = (long) width * height * channels * depth / Byte.SIZE;
        if (samples / MOST_INFLATION > file.limit()) {
            throw new ImageDecodingException("PNG has too little image data");
        }
    }

    private void readHeader(int length) {
        if (channels != 0) {
            throw new ImageDecodingException("PNG has two headers");
        }
        if (length < HEADER_BYTES) {
            throw new ImageDecodingException("PNG has a header of " + length + " bytes");
        }
        width = file.getInt();
        height = file.getInt();
        depth = file.get();
        colourType = file.get();
        file.get();
        if (file.get() != 0) {
            throw new ImageDecodingException("PNG has an unknown filter method");
        }
        interlaced = file.get() != 0;
        channels = switch (colourType) {
            case GREY, PALETTE -> 1;
            case GREY_ALPHA -> 2;
            case RGB -> 3;
            case RGB_ALPHA -> 4;
            default -> throw new ImageDecodingException("PNG has unknown colour type " + colourType);
        };
        if (Integer.bitCount(depth) != 1
                || depth > 16
                || (depth < 8 && channels > 1)
                || (depth == 16 && colourType == PALETTE)) {
            throw new ImageDecodingException("PNG has invalid bit depth " + depth);
        }
    }

    private void readPass(byte[] rgb, int left, int top, int right, int down) throws DataFormatException {
        int columns = (width - left + right - 1) / right;
        int rows = (height - top + down - 1) / down;
        if (columns <= 0 || rows <= 0) {
            return;
        }
        int pixelBytes = Math.max(1, channels * depth / 8);
        int rowBytes = (columns * channels * depth + 7) / 8;
        boolean inPlace = colourType == RGB && depth == 8 && !interlaced;
        byte[] samples = inPlace ? rgb : new byte[2 * rowBytes];
        byte[] row = inPlace ? rgb : new byte[rowBytes];
        int rowsAtOnce = Math.max(1, Math.min(rows, INFLATED_BYTES / (rowBytes + 1)));
        byte[] filtered = new byte[rowsAtOnce * (rowBytes + 1)];
        for (int y = 0; y < rows; y++) {
            int from = y % rowsAtOnce * (rowBytes + 1);
            if (from == 0) {
                inflate(filtered, Math.min(rowsAtOnce, rows - y) * (rowBytes + 1));
            }
            int to = inPlace ? y * rowBytes : (y & 1) * rowBytes;
            int above = y == 0 ? -1 : inPlace ? to - rowBytes : rowBytes - to;
            PngFilters.undo(filtered[from], filtered, from + 1, samples, to, above, rowBytes, pixelBytes);
            if (!inPlace) {
                System.arraycopy(samples, to, row, 0, rowBytes);
                writeRow(row, columns, rgb, ((top + y * down) * width + left) * 3, right * 3);
            }
        }
    }

    private void inflate(byte[] target, int length) throws DataFormatException {
        int done = 0;
        while (done < length) {
            int count = inflater.inflate(target, done, length - done);
            done += count;
            if (count == 0) {
                if (inflater.finished() || inflater.needsDictionary()) {
                    throw new ImageDecodingException("PNG has too little image data");
                }
                feed();
            }
        }
    }

    private void feed() {
        while (dataLeft == 0) {
            skip(nextData, "PNG has too little image data");
            dataLeft = file.getInt();
            if (file.getInt() != IDAT || dataLeft < 0 || dataLeft > file.remaining()) {
                throw new ImageDecodingException("PNG has too little image data");
            }
            nextData = file.position();
        }
        inflater.setInput(file.array(), nextData, dataLeft);
        nextData += dataLeft;
        dataLeft = 0;
    }

    private void writeRow(byte[] row, int columns, byte[] rgb, int start, int stride) {
        int out = start;
        for (int x = 0; x < columns; x++, out += stride) {
            if (colourType == PALETTE) {
                writePaletteColour(sample(row, x), rgb, out);
            } else if (channels < 3) {
                byte grey = (byte) scaled(sample(row, x * channels));
                rgb[out] = grey;
                rgb[out + 1] = grey;
                rgb[out + 2] = grey;
            } else {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[out + channel] = (byte) sample(row, x * channels + channel);
                }
            }
        }
    }

    private void writePaletteColour(int index, byte[] rgb, int out) {
        byte[] colours = palette;
        if (colours != null && index * 3 + 2 < colours.length) {
            System.arraycopy(colours, index * 3, rgb, out, 3);
        }
    }

    /** The sample at an index of a row; the upper 8 bits of one of 16. */
    private int sample(byte[] row, int index) {
        if (depth == 8) {
            return row[index] & 0xff;
        }
        if (depth == 16) {
            int upper = row[2 * index] & 0xff;
            return colourType != GREY ? upper : upper != 0 ? 255 : row[2 * index + 1] & 0xff;
        }
        int bit = index * depth;
        return (row[bit >> 3] & 0xff) >> (8 - depth - (bit & 7)) & (1 << depth) - 1;
    }

    private int scaled(int sample) {
        return depth < 8 ? sample * 255 / ((1 << depth) - 1) : sample;
    }
}
