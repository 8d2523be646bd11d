package io.steerscope.inference.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files that are made to be odd. */
final class ImageFiles {

    /** Where {@link #tiff} says where the next directory is. */
    static final int TIFF_NEXT_DIRECTORY = 118;

    /** Where {@link #tiff} says how many strips there are. */
    static final int TIFF_OFFSET_COUNT = 74;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private ImageFiles() {}

    /** A PNG with that header whose image data inflates to {@code inflated} zeros. */
    static byte[] png(int width, int height, int depth, int colourType, boolean interlaced, long inflated) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colourType)
                .put(new byte[] {0, 0, (byte) (interlaced ? 1 : 0)})
                .array();
        return png(chunk("IHDR", header), chunk("IDAT", zeros(inflated)), chunk("IEND", new byte[0]));
    }

    static byte[] png(byte[]... chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(PNG_SIGNATURE);
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        return file.toByteArray();
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A zlib stream of zeros, about a thousandth of their number. */
    static byte[] zeros(long count) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 16];
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(stream, new Deflater(9), 1 << 16)) {
            for (long left = count; left > 0; left -= block.length) {
                deflated.write(block, 0, (int) Math.min(block.length, left));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return stream.toByteArray();
    }

    /** A GIF that says these sizes of its screen and its first frame, and has hardly any pixels. */
    static byte[] gif(int screenWidth, int screenHeight, int width, int height) {
        return ByteBuffer.allocate(34)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GIF89a".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) screenWidth)
                .putShort((short) screenHeight)
                .put(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1})
                .put(new byte[] {0x2c, 0, 0, 0, 0})
                .putShort((short) width)
                .putShort((short) height)
                .put(new byte[] {0, 2, 2, 0x44, 1})
                .array();
    }

    /** A grey TIFF of one strip. */
    static byte[] tiff(int width, int height, int compression, byte[] data) {
        int[][] fields = {
            {256, width},
            {257, height},
            {258, 8},
            {259, compression},
            {262, 1},
            {273, 122},
            {277, 1},
            {278, height},
            {279, data.length}
        };
        ByteBuffer file = ByteBuffer.allocate(122 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            file.putShort((short) field[0]).putShort((short) 4).putInt(1).putInt(field[1]);
        }
        return file.putInt(0).put(data).array();
    }

    /** A WebP that says that size of its canvas, and has no image. */
    static byte[] webp(int width, int height) {
        return ByteBuffer.allocate(30)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(22)
                .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(10)
                .putInt(0)
                .put(new byte[] {(byte) (width - 1), (byte) (width - 1 >> 8), (byte) (width - 1 >> 16)})
                .put(new byte[] {(byte) (height - 1), (byte) (height - 1 >> 8), (byte) (height - 1 >> 16)})
                .array();
    }

    /** A BMP of 24 bits with that header and no pixels. */
    static byte[] bmp(int width, int height, int compression) {
        return ByteBuffer.allocate(200)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {'B', 'M'})
                .putInt(Integer.MAX_VALUE)
                .putInt(0)
                .putInt(54)
                .putInt(40)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) 24)
                .putInt(compression)
                .array();
    }

    static byte[] jpeg(RgbImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(buffered(image), null, null), parameters);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }

    static byte[] written(RgbImage image, String format) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(buffered(image), format, file)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file.toByteArray();
    }

    /** A JPEG with another size in its frame header. */
    static byte[] resized(byte[] jpeg, int width, int height) {
        byte[] file = jpeg.clone();
        int frame = 2;
        while ((file[frame + 1] & 0xff) < 0xc0 || (file[frame + 1] & 0xff) > 0xc2) {
            frame += 2 + (ByteBuffer.wrap(file).getShort(frame + 2) & 0xffff);
        }
        ByteBuffer.wrap(file).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return file;
    }

    /** A progressive JPEG whose last scan is there more often. */
    static byte[] withMoreScans(byte[] progressive, int more) {
        int last = progressive.length - 2;
        while ((progressive[last] & 0xff) != 0xff || (progressive[last + 1] & 0xff) != 0xda) {
            last--;
        }
        byte[] scan = Arrays.copyOfRange(progressive, last, progressive.length - 2);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(progressive, 0, progressive.length - 2);
        for (int i = 0; i < more; i++) {
            file.writeBytes(scan);
        }
        file.write(progressive, progressive.length - 2, 2);
        return file.toByteArray();
    }

    private static BufferedImage buffered(RgbImage image) {
        BufferedImage buffered = ImageTypeSpecifier.createFromBufferedImageType(BufferedImage.TYPE_3BYTE_BGR)
                .createBufferedImage(image.width(), image.height());
        int in = 0;
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x++, in += 3) {
                byte[] rgb = image.rgb();
                buffered.setRGB(x, y, (rgb[in] & 0xff) << 16 | (rgb[in + 1] & 0xff) << 8 | rgb[in + 2] & 0xff);
            }
        }
        return buffered;
    }
}
