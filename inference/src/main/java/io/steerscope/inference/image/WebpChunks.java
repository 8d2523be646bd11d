package io.steerscope.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The chunks of a WebP file. Pillow takes files apart with libwebp's demultiplexer, which is stricter than the decoder:
 * every chunk is whole, every frame of an animation has an image of its size on the canvas.
 */
final class WebpChunks {

    static final int FIRST = 12;
    static final int HEADER = 8;
    static final int FRAME_HEADER = 16;

    private static final int EXTENDED_BYTES = 10;
    private static final int ANIMATION_BYTES = 6;
    private static final int FLAGS = 0x3e;
    private static final int ANIMATED = 0x02;
    private static final int LOSSLESS_SIGNATURE = 0x2f;

    private final ByteBuffer file;

    /** Where the file ends by its own words. */
    private final int end;

    private final boolean extended;
    private final boolean animated;
    private int width;
    private int height;
    private int firstFrame = -1;

    /** @throws ImageDecodingException if the file is damaged or ends early */
    WebpChunks(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long declared = bytes.length < FIRST ? Long.MAX_VALUE : HEADER + Integer.toUnsignedLong(file.getInt(4));
        if (declared > bytes.length) {
            throw truncated();
        }
        this.end = (int) declared;
        this.extended = type(FIRST).equals("VP8X");
        this.animated = extended && length(FIRST) >= EXTENDED_BYTES && (file.get(FIRST + HEADER) & ANIMATED) != 0;
        if (extended) {
            readCanvas();
        } else {
            long size = size(FIRST);
            width = (int) size;
            height = (int) (size >> Integer.SIZE);
        }
        walk();
    }

    int end() {
        return end;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean isAnimated() {
        return animated;
    }

    /** Where the chunk of the first frame of an animation begins. */
    int firstFrame() {
        return firstFrame;
    }

    private void readCanvas() {
        if (length(FIRST) < EXTENDED_BYTES || (file.get(FIRST + HEADER) & ~FLAGS) != 0) {
            throw damaged("its header is not known");
        }
        width = 1 + threeBytes(FIRST + HEADER + 4);
        height = 1 + threeBytes(FIRST + HEADER + 7);
    }

    private void walk() {
        boolean announced = false;
        int chunk = FIRST;
        while (chunk < end) {
            if (end - chunk < HEADER) {
                throw damaged("something follows its last chunk");
            }
            String type = type(chunk);
            int length = length(chunk);
            if (animated && type.equals("ANIM")) {
                announced = length >= ANIMATION_BYTES;
            } else if (animated && type.equals("ANMF")) {
                if (!announced) {
                    throw damaged("its animation has no header");
                }
                requireFrame(chunk, length);
                firstFrame = firstFrame < 0 ? chunk : firstFrame;
            } else if (extended && !animated && isImage(type) && !hasSize(chunk, width, height)) {
                throw damaged("its image has another size than it says");
            }
            chunk += HEADER + length + (length & 1);
        }
        if (animated && firstFrame < 0) {
            throw damaged("its animation has no frame");
        }
    }

    private void requireFrame(int chunk, int length) {
        int from = chunk + HEADER;
        int frameEnd = from + length;
        if (length < FRAME_HEADER + HEADER) {
            throw damaged("a frame has no image");
        }
        long right = 2L * threeBytes(from) + 1 + threeBytes(from + 6);
        long bottom = 2L * threeBytes(from + 3) + 1 + threeBytes(from + 9);
        int part = from + FRAME_HEADER;
        while (part + HEADER <= frameEnd && type(part).equals("ALPH")) {
            part += HEADER + length(part) + (length(part) & 1);
        }
        boolean image = part + HEADER <= frameEnd
                && isImage(type(part))
                && hasSize(part, 1 + threeBytes(from + 6), 1 + threeBytes(from + 9))
                && part + HEADER + length(part) <= frameEnd;
        if (right > width || bottom > height || !image) {
            throw damaged("a frame has no image of its size on the canvas");
        }
    }

    private static boolean isImage(String type) {
        return type.equals("VP8 ") || type.equals("VP8L");
    }

    private boolean hasSize(int chunk, int expectedWidth, int expectedHeight) {
        return size(chunk) == ((long) expectedHeight << Integer.SIZE | expectedWidth);
    }

    /** Of a chunk with an image: its height in the upper and its width in the lower half. */
    private long size(int chunk) {
        int length = length(chunk);
        int data = chunk + HEADER;
        switch (type(chunk)) {
            case "VP8 " -> {
                if (length >= 10) {
                    return (file.getShort(data + 8) & 0x3fffL) << Integer.SIZE | file.getShort(data + 6) & 0x3fff;
                }
            }
            case "VP8L" -> {
                if (length >= 5 && file.get(data) == LOSSLESS_SIGNATURE) {
                    int size = file.getInt(data + 1);
                    return ((size >> 14 & 0x3fffL) + 1) << Integer.SIZE | (size & 0x3fff) + 1;
                }
            }
            default -> {}
        }
        throw damaged("it has no image data");
    }

    String type(int chunk) {
        require(chunk, HEADER);
        return new String(file.array(), chunk, Integer.BYTES, StandardCharsets.US_ASCII);
    }

    int length(int chunk) {
        require(chunk, HEADER);
        int length = file.getInt(chunk + Integer.BYTES);
        require(chunk + HEADER, length);
        return length;
    }

    int threeBytes(int at) {
        return file.getShort(at) & 0xffff | (file.get(at + 2) & 0xff) << 16;
    }

    private void require(int from, int length) {
        if (length < 0 || length > end - from) {
            throw truncated();
        }
    }

    private static ImageDecodingException truncated() {
        return new ImageDecodingException("WebP is truncated: the file ends before its image does");
    }

    private static ImageDecodingException damaged(String how) {
        return new ImageDecodingException("WebP is damaged: " + how);
    }
}
