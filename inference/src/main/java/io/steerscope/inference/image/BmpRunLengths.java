package io.steerscope.inference.image;

/** The run lengths of BMP, undone as {@code BmpRleDecoder} of Pillow undoes them. */
final class BmpRunLengths {

    private final byte[] file;
    private final int width;
    private final byte[] pixels;
    private final boolean halves;
    private int position;
    private int count;
    private int x;

    private BmpRunLengths(byte[] file, int offset, int width, int height, boolean halves) {
        this.file = file;
        this.position = offset;
        this.width = width;
        this.pixels = new byte[width * height];
        this.halves = halves;
    }

    /**
     * Indices into the palette, row by row in the order of the file.
     *
     * @param halves whether a byte holds two pixels (RLE4)
     * @throws ImageDecodingException if there are fewer than the image has
     */
    static byte[] decode(byte[] file, int offset, int width, int height, boolean halves) {
        return new BmpRunLengths(file, offset, width, height, halves).decode();
    }

    private byte[] decode() {
        while (count < pixels.length && position + 2 <= file.length) {
            int length = file[position] & 0xff;
            int value = file[position + 1] & 0xff;
            position += 2;
            if (length > 0) {
                run(length, value);
            } else if (value == 0) {
                skip((width - count % width) % width);
                x = 0;
            } else if (value == 1 || !special(value)) {
                break;
            }
        }
        if (count < pixels.length) {
            throw new ImageDecodingException("BMP is truncated: it has fewer pixels than its size says");
        }
        return pixels;
    }

    private void run(int length, int value) {
        int fitting = Math.min(length, Math.max(0, width - x));
        for (int i = 0; i < fitting; i++) {
            put(!halves ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
        x += fitting;
    }

    /** A step to the right and up, or pixels as they are; false at the end of the file. */
    private boolean special(int value) {
        if (value == 2) {
            if (position + 2 > file.length) {
                return false;
            }
            skip((file[position] & 0xffL) + (file[position + 1] & 0xffL) * width);
            position += 2;
            x = count % width;
            return true;
        }
        int bytes = halves ? value / 2 : value;
        int end = Math.min(file.length, position + bytes);
        boolean whole = end == position + bytes;
        for (; position < end; position++) {
            if (halves) {
                put(file[position] >> 4 & 15);
                put(file[position] & 15);
            } else {
                put(file[position]);
            }
        }
        x += value;
        position += position & 1;
        return whole;
    }

    private void skip(long distance) {
        count = (int) Math.min(pixels.length, count + distance);
    }

    private void put(int pixel) {
        if (count < pixels.length) {
            pixels[count++] = (byte) pixel;
        }
    }
}
