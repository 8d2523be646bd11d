package io.steerscope.inference.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit RGB PNG files that are quick to write and to read: every row filtered against the one above, fastest
 * compression. Equal images give equal bytes as long as the Java runtime uses the same zlib.
 */
public final class PngEncoder {

    /** The media type of what is written. */
    public static final String MEDIA_TYPE = "image/png";

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] EIGHT_BIT_RGB_NOT_INTERLACED = {8, 2, 0, 0, 0};

    private PngEncoder() {}

    /** Encodes an image. */
    public static byte[] encode(RgbImage image) {
        byte[] compressed = compress(filter(image));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(compressed.length + 64);
        try (DataOutputStream file = new DataOutputStream(bytes)) {
            file.write(SIGNATURE);
            writeChunk(file, "IHDR", header(image));
            writeChunk(file, "IDAT", compressed);
            writeChunk(file, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(RgbImage image) {
        return ByteBuffer.allocate(13)
                .putInt(image.width())
                .putInt(image.height())
                .put(EIGHT_BIT_RGB_NOT_INTERLACED)
                .array();
    }

    private static byte[] filter(RgbImage image) {
        int rowBytes = image.width() * 3;
        byte[] rgb = image.rgb();
        byte[] filtered = new byte[(rowBytes + 1) * image.height()];
        for (int y = 0; y < image.height(); y++) {
            int out = y * (rowBytes + 1);
            int in = y * rowBytes;
            if (y == 0) {
                filtered[out] = PngFilters.SUB;
                for (int i = 0; i < rowBytes; i++) {
                    filtered[out + 1 + i] = (byte) (rgb[i] - (i < 3 ? 0 : rgb[i - 3]));
                }
            } else {
                filtered[out] = PngFilters.UP;
                for (int i = 0; i < rowBytes; i++) {
                    filtered[out + 1 + i] = (byte) (rgb[in + i] - rgb[in - rowBytes + i]);
                }
            }
        }
        return filtered;
    }

    private static byte[] compress(byte[] data) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(data.length / 2 + 64);
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void writeChunk(DataOutputStream file, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        file.writeInt(data.length);
        file.write(name);
        file.write(data);
        file.writeInt((int) crc.getValue());
    }
}
