package io.steerscope.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * What a BMP file says of itself, read as {@code BmpImagePlugin} of Pillow reads it.
 *
 * @param width columns, unsigned in the file
 * @param height rows
 * @param topDown whether the first row of the file is the top of the image
 * @param bits of a pixel: 1, 4, 8, 16, 24 or 32
 * @param compression {@link #RAW}, {@link #RLE8}, {@link #RLE4} or {@link #BITFIELDS}
 * @param colours entries of the palette
 * @param colourBytes of an entry of the palette, 3 or 4
 * @param masks of red, green, blue and alpha, where the compression is {@link #BITFIELDS}
 * @param paletteOffset where the palette begins, if there is one
 * @param dataOffset where the pixels begin; 0 where they follow the palette
 */
record BmpHeader(
        long width,
        long height,
        boolean topDown,
        int bits,
        int compression,
        long colours,
        int colourBytes,
        int[] masks,
        int paletteOffset,
        long dataOffset) {

    static final int RAW = 0;
    static final int RLE8 = 1;
    static final int RLE4 = 2;
    static final int BITFIELDS = 3;

    private static final int JPEG = 4;
    private static final int PNG = 5;
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int INFO_HEADER = 40;
    private static final int MASKS_OFFSET = 40;
    private static final int HEADER_WITH_MASKS = 52;
    private static final int HEADER_WITH_ALPHA_MASK = 56;
    private static final Set<Integer> HEADERS = Set.of(CORE_HEADER, INFO_HEADER, 52, 56, 64, 108, 124);
    private static final Set<Integer> BITS = Set.of(1, 4, 8, 16, 24, 32);

    /** Whether a file begins as a BMP file, and not as a text that does so with these two letters. */
    static boolean isFileHeader(byte[] file) {
        return file.length >= FILE_HEADER + Integer.BYTES
                && file[0] == 'B'
                && file[1] == 'M'
                && file[FILE_HEADER + 2] == 0
                && file[FILE_HEADER + 3] == 0;
    }

    /** Whether a file begins with the header of a bitmap, as one that Windows holds in memory does (.dib). */
    static boolean isBitmapWithoutFileHeader(byte[] file) {
        if (file.length < INFO_HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int length = header.getInt(0);
        int planes = length == CORE_HEADER ? 8 : 12;
        return HEADERS.contains(length)
                && header.getShort(planes) == 1
                && BITS.contains((int) header.getShort(planes + 2));
    }

    /** @throws ImageDecodingException if it is a header that Pillow does not take */
    static BmpHeader of(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int start = bytes.length > 1 && bytes[0] == 'B' && bytes[1] == 'M' ? FILE_HEADER : 0;
        int length = bytes.length < start + Integer.BYTES ? 0 : file.getInt(start);
        if (!HEADERS.contains(length)) {
            throw new ImageDecodingException("BMP has an unknown header of " + length + " bytes");
        }
        if (bytes.length < start + length) {
            throw new ImageDecodingException("BMP ends within its header");
        }
        long dataOffset = start == 0 ? 0 : Integer.toUnsignedLong(file.getInt(10));
        BmpHeader header = length == CORE_HEADER ? core(file, start) : info(file, start, length);
        if (!BITS.contains(header.bits)) {
            throw new ImageDecodingException("BMP of " + header.bits + " bits is not supported (convert it to PNG)");
        }
        boolean paletteLeftOut = start != 0 && dataOffset == start + length && header.bits <= 8;
        return header.at(dataOffset + (paletteLeftOut ? header.colourBytes * header.colours : 0));
    }

    private BmpHeader at(long offset) {
        return new BmpHeader(
                width, height, topDown, bits, compression, colours, colourBytes, masks, paletteOffset, offset);
    }

    private static BmpHeader core(ByteBuffer file, int start) {
        int bits = file.getShort(start + 10) & 0xffff;
        return new BmpHeader(
                file.getShort(start + 4) & 0xffff,
                file.getShort(start + 6) & 0xffff,
                false,
                bits,
                RAW,
                1L << bits,
                3,
                new int[4],
                start + CORE_HEADER,
                0);
    }

    private static BmpHeader info(ByteBuffer file, int start, int length) {
        long height = Integer.toUnsignedLong(file.getInt(start + 8));
        boolean topDown = height >> 24 == 0xff;
        int bits = file.getShort(start + 14) & 0xffff;
        int compression = file.getInt(start + 16);
        if (compression == JPEG || compression == PNG) {
            throw new ImageDecodingException(
                    "BMP that holds a file of another format is not supported (convert it to PNG)");
        }
        if (compression < RAW || compression > BITFIELDS) {
            throw new ImageDecodingException("BMP has an unknown compression, " + compression);
        }
        long colours = Integer.toUnsignedLong(file.getInt(start + 32));
        int[] masks = new int[4];
        int palette = start + length;
        if (compression == BITFIELDS) {
            int count = length >= HEADER_WITH_ALPHA_MASK ? 4 : 3;
            if (file.capacity() < start + MASKS_OFFSET + Integer.BYTES * count) {
                throw new ImageDecodingException("BMP ends within its header");
            }
            for (int i = 0; i < count; i++) {
                masks[i] = file.getInt(start + MASKS_OFFSET + Integer.BYTES * i);
            }
            palette = Math.max(palette, start + HEADER_WITH_MASKS);
        }
        return new BmpHeader(
                Integer.toUnsignedLong(file.getInt(start + 4)),
                topDown ? (1L << 32) - height : height,
                topDown,
                bits,
                compression,
                colours == 0 ? 1L << Math.min(bits, 62) : colours,
                4,
                masks,
                palette,
                0);
    }
}
