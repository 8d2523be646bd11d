package io.steerscope.inference.image;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Decodes the first frame of one GIF file to 8-bit RGB as {@code GifImagePlugin} of Pillow does: the frame lies on a
 * canvas of the size of the screen, enlarged to hold the frame. What the frame leaves free has the transparent colour,
 * or else colour 0; transparent pixels of the frame keep the colour of their index. A frame that ends early is refused.
 */
final class GifDecoder {

    private static final int RGB_BYTES = 3;
    private static final int BYTES_PER_PIXEL = 4;
    private static final int MOST_COLOURS = 256;
    private static final int SCREEN = 13;
    private static final int GRAPHIC_CONTROL = 0xf9;
    private static final int CONTROL_BYTES = 4;
    private static final int COMMENT = 0xfe;

    private final byte[] file;
    private final SizeCheck sizes;
    private int position = SCREEN;
    private byte @Nullable [] palette;
    private int canvasIndex;

    private GifDecoder(byte[] file, SizeCheck sizes) {
        this.file = file;
        this.sizes = sizes;
    }

    /** @param sizes asked for the canvas before memory for it is allocated */
    static RgbImage decode(byte[] file, SizeCheck sizes) {
        return new GifDecoder(file, sizes).decode();
    }

    private RgbImage decode() {
        require(SCREEN);
        position = 0;
        int screenWidth = shortAt(6);
        int screenHeight = shortAt(8);
        int flags = byteAt(10);
        position = SCREEN;
        if ((flags & 0x80) != 0) {
            palette = palette(flags);
        }
        while (true) {
            switch (next()) {
                case '!' -> skipExtension();
                case ',' -> {
                    return frame(screenWidth, screenHeight);
                }
                case ';' -> throw new ImageDecodingException("GIF has no image");
                default -> {
                    // Pillow goes over it as well.
                }
            }
        }
    }

    private RgbImage frame(int screenWidth, int screenHeight) {
        require(position + 9);
        int left = shortAt(position);
        int top = shortAt(position + 2);
        int width = shortAt(position + 4);
        int height = shortAt(position + 6);
        int flags = byteAt(position + 8);
        position += 9;
        int canvasWidth = Math.max(screenWidth, left + width);
        int canvasHeight = Math.max(screenHeight, top + height);
        sizes.accept("GIF", canvasWidth, canvasHeight, BYTES_PER_PIXEL);
        if (width == 0 || height == 0) {
            throw new ImageDecodingException("GIF has a first frame of %d x %d pixels".formatted(width, height));
        }
        if ((flags & 0x80) != 0) {
            byte[] own = palette(flags);
            // In Pillow, greys of its own do not free a frame from the palette of the file.
            palette = own == null ? palette : own;
        }
        int codeBits = next();
        byte[] indices = new byte[canvasWidth * canvasHeight];
        Arrays.fill(indices, (byte) canvasIndex);
        boolean interlaced = (flags & 0x40) != 0;
        GifRows rows = new GifRows(indices, canvasWidth, left, top, width, height, interlaced);
        new GifPixels(file, position, codeBits).writeTo(rows);
        return new RgbImage(canvasWidth, canvasHeight, colours(indices));
    }

    private byte[] colours(byte[] indices) {
        byte[] colours = palette == null ? greys() : palette;
        byte[] rgb = new byte[indices.length * RGB_BYTES];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(colours, (indices[i] & 0xff) * RGB_BYTES, rgb, i * RGB_BYTES, RGB_BYTES);
        }
        return rgb;
    }

    /** The palette at the position; null if its colours are the greys of their indices, as Pillow has it. */
    private byte @Nullable [] palette(int flags) {
        int bytes = RGB_BYTES << (flags & 7) + 1;
        require(position + bytes);
        byte[] colours = new byte[MOST_COLOURS * RGB_BYTES];
        System.arraycopy(file, position, colours, 0, bytes);
        position += bytes;
        return Arrays.equals(colours, 0, bytes, greys(), 0, bytes) ? null : colours;
    }

    private static byte[] greys() {
        byte[] greys = new byte[MOST_COLOURS * RGB_BYTES];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (i / RGB_BYTES);
        }
        return greys;
    }

    private void skipExtension() {
        int label = next();
        int length = next();
        require(position + length);
        if (label == GRAPHIC_CONTROL && length > 0) {
            if (length < CONTROL_BYTES) {
                throw new ImageDecodingException("GIF is damaged: a graphic control of " + length + " bytes");
            }
            if ((byteAt(position) & 1) != 0) {
                canvasIndex = byteAt(position + 3);
            }
        }
        position += length;
        if (length == 0 && label == COMMENT) {
            return;
        }
        do {
            length = next();
            require(position + length);
            position += length;
        } while (length > 0);
    }

    private int next() {
        require(position + 1);
        return byteAt(position++);
    }

    private int byteAt(int index) {
        return file[index] & 0xff;
    }

    private int shortAt(int index) {
        return byteAt(index) | byteAt(index + 1) << 8;
    }

    private void require(int length) {
        if (length > file.length) {
            throw new ImageDecodingException("GIF is truncated: the file ends before its image does");
        }
    }
}
