package io.steerscope.benchmarks.fuzz;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Encoded images: small ones of many kinds, and files that declare to be huge or are. */
final class OddImages {

    private static final int[] TYPES = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
    };

    private final List<byte[]> small = new ArrayList<>();
    private final List<byte[]> bombs = new ArrayList<>();
    private final byte[] large;

    OddImages() {
        for (int type : TYPES) {
            for (int edge : new int[] {1, 7, 64}) {
                BufferedImage image = image(edge, type);
                small.add(encoded(image, "png"));
                small.add(encoded(image, "gif"));
            }
        }
        BufferedImage photo = image(64, BufferedImage.TYPE_INT_RGB);
        byte[] jpeg = encoded(photo, "jpg");
        small.add(jpeg);
        small.add(encoded(photo, "bmp"));
        bombs.add(png(30_000, 30_000, 1 << 16));
        bombs.add(png(18_900, 18_900, 9_000_000));
        bombs.add(png(Integer.MAX_VALUE, Integer.MAX_VALUE, 16));
        bombs.add(png(65_536, 1_024, 1 << 16));
        bombs.add(png(0, 64, 16));
        bombs.add(gif(27_000, 27_000));
        bombs.add(gif(65_535, 65_535));
        bombs.add(jpegOf(jpeg, 65_500, 65_500));
        bombs.add(jpegOf(jpeg, 0, 0));
        large = png(6_000, 6_000, 6_000L * (3 * 6_000 + 1));
    }

    /** Files that decode, of a few hundred bytes. */
    List<byte[]> small() {
        return small;
    }

    /** Files of less than a megabyte that no worker may believe. */
    List<byte[]> bombs() {
        return bombs;
    }

    /** A file within the limits whose pixels take 108 MB. */
    byte[] large() {
        return large;
    }

    private static BufferedImage image(int edge, int type) {
        BufferedImage image = new BufferedImage(edge, edge, type);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(edge / 4, edge / 4, edge / 2, edge / 2);
        pen.dispose();
        return image;
    }

    private static byte[] encoded(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An RGB file that declares a size and holds {@code zeros} bytes of pixels. */
    private static byte[] png(int width, int height, long zeros) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream file = new DataOutputStream(bytes);
            file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            chunk(
                    file,
                    "IHDR",
                    ByteBuffer.allocate(13)
                            .putInt(width)
                            .putInt(height)
                            .put(new byte[] {8, 2, 0, 0, 0})
                            .array());
            chunk(file, "IDAT", deflated(zeros));
            chunk(file, "IEND", new byte[0]);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] deflated(long zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED))) {
            byte[] block = new byte[1 << 16];
            for (long left = zeros; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream file, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        file.writeInt(data.length);
        file.write(name);
        file.write(data);
        file.writeInt((int) checksum.getValue());
    }

    private static byte[] gif(int width, int height) {
        byte[] gif = encoded(image(7, BufferedImage.TYPE_BYTE_INDEXED), "gif");
        gif[6] = (byte) width;
        gif[7] = (byte) (width >> 8);
        gif[8] = (byte) height;
        gif[9] = (byte) (height >> 8);
        return gif;
    }

    /** The same file with another size in its frame header. */
    private static byte[] jpegOf(byte[] jpeg, int width, int height) {
        byte[] copy = jpeg.clone();
        for (int i = 0; i + 9 < copy.length; i++) {
            if (copy[i] == (byte) 0xff && copy[i + 1] == (byte) 0xc0) {
                copy[i + 5] = (byte) (height >> 8);
                copy[i + 6] = (byte) height;
                copy[i + 7] = (byte) (width >> 8);
                copy[i + 8] = (byte) width;
                return copy;
            }
        }
        throw new IllegalStateException("a JPEG file has a frame header");
    }
}
