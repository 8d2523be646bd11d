package io.steerscope.benchmarks.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.RgbImage;

/**
 * What a row filter and a compression level cost: for each of them the size of the file and the processor time to write
 * and to read it, for the PNG files that are named as arguments. Prints one line for each.
 */
final class PngWritingStudy {

    private static final String[] FILTERS = {"none", "sub", "up", "average", "paeth", "adaptive"};
    private static final int ADAPTIVE = 5;
    private static final int ROUNDS = 3;

    private PngWritingStudy() {}

    public static void main(String[] arguments) throws IOException {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        System.out.println("filter    level        bytes   write ms    read ms");
        for (int filter = 0; filter < FILTERS.length; filter++) {
            for (int level : new int[] {0, 1, 2, 3, 4, 6, 9}) {
                long bytes = 0;
                double writing = 0;
                double reading = 0;
                for (String file : arguments) {
                    RgbImage image = ImageDecoder.decode(Files.readAllBytes(Path.of(file)));
                    byte[] png = {};
                    double written = Double.MAX_VALUE;
                    double read = Double.MAX_VALUE;
                    for (int round = 0; round < ROUNDS; round++) {
                        long start = clock.getCurrentThreadCpuTime();
                        png = encode(image, filter, level);
                        long end = clock.getCurrentThreadCpuTime();
                        RgbImage decoded = ImageDecoder.decode(png);
                        read = Math.min(read, (clock.getCurrentThreadCpuTime() - end) / 1e6);
                        written = Math.min(written, (end - start) / 1e6);
                        if (!decoded.equals(image)) {
                            throw new IllegalStateException("decoding gave other pixels");
                        }
                    }
                    bytes += png.length;
                    writing += written;
                    reading += read;
                }
                int files = arguments.length;
                System.out.printf(
                        "%-8s %6d %12d %10.2f %10.2f%n",
                        FILTERS[filter], level, bytes / files, writing / files, reading / files);
            }
        }
    }

    private static byte[] encode(RgbImage image, int filter, int level) throws IOException {
        int rowBytes = 3 * image.width();
        byte[] filtered = new byte[(rowBytes + 1) * image.height()];
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        byte[] out = new byte[rowBytes];
        byte[] best = new byte[rowBytes];
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(image.rgb(), y * rowBytes, row, 0, rowBytes);
            int chosen = filter;
            if (filter == ADAPTIVE) {
                chosen = smallest(row, above, out, best);
                System.arraycopy(best, 0, out, 0, rowBytes);
            } else {
                apply(filter, row, above, out);
            }
            filtered[y * (rowBytes + 1)] = (byte) chosen;
            System.arraycopy(out, 0, filtered, y * (rowBytes + 1) + 1, rowBytes);
            System.arraycopy(row, 0, above, 0, rowBytes);
        }
        return file(image, filtered, level);
    }

    /** The filter with the least sum of absolute values, as the PNG specification proposes. */
    private static int smallest(byte[] row, byte[] above, byte[] out, byte[] best) {
        long least = Long.MAX_VALUE;
        int chosen = 0;
        for (int filter = 0; filter < ADAPTIVE; filter++) {
            apply(filter, row, above, out);
            long sum = 0;
            for (byte value : out) {
                sum += Math.abs(value);
            }
            if (sum < least) {
                least = sum;
                chosen = filter;
                System.arraycopy(out, 0, best, 0, out.length);
            }
        }
        return chosen;
    }

    private static void apply(int filter, byte[] row, byte[] above, byte[] out) {
        for (int i = 0; i < row.length; i++) {
            int left = i < 3 ? 0 : row[i - 3] & 0xff;
            int corner = i < 3 ? 0 : above[i - 3] & 0xff;
            int up = above[i] & 0xff;
            int predicted =
                    switch (filter) {
                        case 0 -> 0;
                        case 1 -> left;
                        case 2 -> up;
                        case 3 -> left + up >> 1;
                        default -> paeth(left, up, corner);
                    };
            out[i] = (byte) (row[i] - predicted);
        }
    }

    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static byte[] file(RgbImage image, byte[] filtered, int level) throws IOException {
        Deflater deflater = new Deflater(level);
        byte[] compressed = new byte[filtered.length + filtered.length / 1000 + 1024];
        deflater.setInput(filtered);
        deflater.finish();
        compressed = Arrays.copyOf(compressed, deflater.deflate(compressed));
        deflater.end();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.writeLong(0x89504e470d0a1a0aL);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(image.width());
        fields.writeInt(image.height());
        fields.write(new byte[] {8, 2, 0, 0, 0});
        chunk(file, "IHDR", header.toByteArray());
        chunk(file, "IDAT", compressed);
        chunk(file, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream file, String type, byte[] data) throws IOException {
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
