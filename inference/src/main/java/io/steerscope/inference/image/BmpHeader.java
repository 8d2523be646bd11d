package io.steerscope.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a BMP file says of itself, as far as it matters before a decoder is let at it. */
final class BmpHeader {

    private static final int HEADER_LENGTH_OFFSET = 14;
    private static final int WIDTH_OFFSET = 18;
    private static final int HEIGHT_OFFSET = 22;
    private static final int COMPRESSION_OFFSET = 30;
    private static final int SHORTEST_FILE = 34;
    private static final int CORE_HEADER_LENGTH = 12;
    private static final int JPEG = 4;
    private static final int PNG = 5;

    private BmpHeader() {}

    /**
     * Refuses files that are too large, and those that hold a file of another format, which may have another size than the
     * header says.
     */
    static void check(byte[] file, PixelLimit limit) {
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < SHORTEST_FILE || header.getInt(HEADER_LENGTH_OFFSET) == CORE_HEADER_LENGTH) {
            return;
        }
        int compression = header.getInt(COMPRESSION_OFFSET);
        if (compression == JPEG || compression == PNG) {
            throw new ImageDecodingException("BMP that holds a file of another format is not supported");
        }
        limit.accept("BMP", header.getInt(WIDTH_OFFSET), Math.abs(header.getInt(HEIGHT_OFFSET)), 0);
    }
}
