package io.steerscope.inference.image;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.TreeMap;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;

/**
 * The samples of a TIFF, uncompressed by TwelveMonkeys and put together from strips or tiles.
 *
 * <p>TwelveMonkeys sees a file of one directory with a grey image, a byte of which is a byte of a row of the given
 * file, whatever its samples mean. So it interprets no colours, applies no profile, and reads no directory that is not
 * needed.
 */
final class TiffSamples {

    private static final int UNCOMPRESSED = 1;
    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int PACK_BITS = 32_773;
    private static final int OLD_DEFLATE = 32_946;

    /**
     * TwelveMonkeys refuses an image of 512 times as many bytes as the file has. An image of one colour may have more.
     */
    private static final int MOST_EXPANSION = 256;

    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int LONG = 4;

    private final byte[] file;
    private final TiffDirectory directory;
    private final int compression;
    private final int bits;
    private final int samples;
    private final int width;
    private final int height;
    private final boolean tiled;
    private final int tileWidth;
    private final int tileHeight;

    /**
     * Looks at the strips or tiles.
     *
     * @param bits of a sample
     * @param samples of a pixel in a plane
     * @throws ImageDecodingException if their number is another than the size of the image needs
     */
    TiffSamples(byte[] file, TiffDirectory directory, int bits, int samples, int width, int height) {
        this.file = file;
        this.directory = directory;
        this.compression = directory.first(TiffDirectory.COMPRESSION, UNCOMPRESSED);
        this.bits = bits;
        this.samples = samples;
        this.width = width;
        this.height = height;
        this.tiled = !directory.has(TiffDirectory.STRIP_OFFSETS);
        this.tileWidth = tiled ? directory.first(TiffDirectory.TILE_WIDTH, 0) : width;
        this.tileHeight = tiled
                ? directory.first(TiffDirectory.TILE_HEIGHT, 0)
                : Math.min(height, directory.first(TiffDirectory.ROWS_PER_STRIP, height));
        requireKnownCompression();
        if (tileWidth < 1 || tileHeight < 1 || tiled && (tileWidth * (long) bits % 8 != 0 || isTooLarge())) {
            throw new ImageDecodingException("TIFF has tiles of %d x %d pixels".formatted(tileWidth, tileHeight));
        }
    }

    /**
     * Such a file Pillow maps into memory, and takes width for height if the image is turned; from a stream it does
     * not.
     */
    static boolean isOneUncompressedStrip(TiffDirectory directory) {
        return directory.first(TiffDirectory.COMPRESSION, UNCOMPRESSED) == UNCOMPRESSED
                && Math.max(
                                directory.all(TiffDirectory.STRIP_OFFSETS).length,
                                directory.all(TiffDirectory.TILE_OFFSETS).length)
                        == 1;
    }

    private void requireKnownCompression() {
        boolean known = compression == UNCOMPRESSED
                || compression == LZW
                || compression == DEFLATE
                || compression == PACK_BITS
                || compression == OLD_DEFLATE;
        if (!known) {
            String name =
                    switch (compression) {
                        case 2, 3, 4 -> "fax compression";
                        case 6, 7 -> "JPEG compression";
                        default -> "compression " + compression;
                    };
            throw TiffKind.unsupported("with " + name);
        }
        if (compression != UNCOMPRESSED && directory.first(TiffDirectory.FILL_ORDER, 1) != 1) {
            throw TiffKind.unsupported("with compression and unusual bit order");
        }
    }

    /** Tiles beyond the image, by more than the image is large. */
    private boolean isTooLarge() {
        return tileWidth > PixelLimit.MOST_EDGE
                || tileHeight > PixelLimit.MOST_EDGE
                || (long) tileWidth * tileHeight > 4L * Math.max(width, 256) * Math.max(height, 256);
    }

    /** Bytes of a row of a plane. */
    int rowBytes() {
        return bytes(width);
    }

    private int bytes(int pixels) {
        return Math.toIntExact(((long) pixels * samples * bits + 7) / 8);
    }

    /** The rows of a plane, each of {@link #rowBytes}. */
    byte[] plane(int plane, int planes) throws IOException {
        long[] offsets = directory.all(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS);
        int across = (width + tileWidth - 1) / tileWidth;
        int down = (height + tileHeight - 1) / tileHeight;
        int count = Math.multiplyExact(across, down);
        if (offsets.length != (long) count * planes) {
            throw new ImageDecodingException(
                    "TIFF has %d strips or tiles, its size needs %d".formatted(offsets.length, (long) count * planes));
        }
        long[] lengths = lengths(offsets, across);
        long[] ofPlane = Arrays.copyOfRange(offsets, plane * count, (plane + 1) * count);
        lengths = Arrays.copyOfRange(lengths, plane * count, (plane + 1) * count);
        requireUndamaged(ofPlane, lengths, across);
        byte[] greyFile = greyFile(ofPlane, lengths);
        byte[] rows = decode(greyFile);
        undoPrediction(rows);
        return rows;
    }

    /** The bytes of strips or tiles: of uncompressed ones, those that are needed, whatever the file says. */
    private long[] lengths(long[] offsets, int across) {
        long[] lengths = directory.all(tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES);
        if (compression == UNCOMPRESSED) {
            lengths = new long[offsets.length];
            for (int i = 0; i < lengths.length; i++) {
                lengths[i] = uncompressedBytes(i, across);
            }
        }
        if (lengths.length != offsets.length) {
            throw new ImageDecodingException("TIFF does not say how long its strips or tiles are");
        }
        for (int i = 0; i < lengths.length; i++) {
            if (offsets[i] < 0 || lengths[i] < 1 || offsets[i] > file.length - lengths[i]) {
                throw new ImageDecodingException("TIFF is truncated: the file ends before its image does");
            }
        }
        return lengths;
    }

    private long uncompressedBytes(int strip, int across) {
        int down = (height + tileHeight - 1) / tileHeight;
        int rows = Math.min(tileHeight, height - strip / across % down * tileHeight);
        return (long) bytes(tileWidth) * rows;
    }

    private void requireUndamaged(long[] offsets, long[] lengths, int across) {
        for (int i = 0; i < offsets.length; i++) {
            long expected = uncompressedBytes(i, across);
            switch (compression) {
                case LZW -> TiffDamage.checkLzw(file, (int) offsets[i], (int) lengths[i], expected);
                case DEFLATE, OLD_DEFLATE ->
                    TiffDamage.checkDeflated(file, (int) offsets[i], (int) lengths[i], expected);
                case PACK_BITS -> TiffDamage.checkPackBits(file, (int) offsets[i], (int) lengths[i], expected);
                default -> {}
            }
        }
    }

    private byte[] greyFile(long[] offsets, long[] lengths) {
        TreeMap<Integer, long[]> fields = new TreeMap<>();
        fields.put(TiffDirectory.WIDTH, new long[] {rowBytes()});
        fields.put(TiffDirectory.HEIGHT, new long[] {height});
        fields.put(TiffDirectory.BITS, new long[] {8});
        fields.put(TiffDirectory.COMPRESSION, new long[] {compression});
        fields.put(TiffDirectory.PHOTOMETRIC, new long[] {TiffKind.BLACK_IS_ZERO});
        fields.put(TiffDirectory.FILL_ORDER, new long[] {directory.first(TiffDirectory.FILL_ORDER, 1)});
        fields.put(TiffDirectory.SAMPLES, new long[] {1});
        if (tiled) {
            fields.put(TiffDirectory.TILE_WIDTH, new long[] {bytes(tileWidth)});
            fields.put(TiffDirectory.TILE_HEIGHT, new long[] {tileHeight});
        } else {
            fields.put(TiffDirectory.ROWS_PER_STRIP, new long[] {tileHeight});
        }
        int directoryBytes = 2 + ENTRY * (fields.size() + 2) + 4;
        int start = HEADER + directoryBytes + 2 * Integer.BYTES * offsets.length;
        long[] moved = Arrays.stream(offsets).map(offset -> start + offset).toArray();
        fields.put(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, moved);
        fields.put(tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES, lengths);
        return written(fields, HEADER + directoryBytes, start);
    }

    private byte[] written(TreeMap<Integer, long[]> fields, int firstValue, int start) {
        int least = Math.toIntExact((long) rowBytes() * height / MOST_EXPANSION);
        int length = Math.max(Math.addExact(start, file.length), least);
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {'I', 'I', 42, 0}).putInt(HEADER).putShort((short) fields.size());
        int value = firstValue;
        for (var field : fields.entrySet()) {
            long[] values = field.getValue();
            out.putShort(field.getKey().shortValue()).putShort((short) LONG).putInt(values.length);
            out.putInt(values.length == 1 ? (int) values[0] : value);
            for (int i = 0; i < values.length && values.length > 1; i++) {
                out.putInt(value, (int) values[i]);
                value += Integer.BYTES;
            }
        }
        out.position(start);
        return out.put(file).array();
    }

    private byte[] decode(byte[] greyFile) throws IOException {
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
        try (ImageInputStream stream = new ByteArrayImageInputStream(greyFile)) {
            reader.setInput(stream, true, true);
            Raster raster = reader.read(0).getRaster();
            byte[] rows = ((DataBufferByte) raster.getDataBuffer()).getData();
            if (rows.length != Math.multiplyExact(rowBytes(), height)) {
                throw new ImageDecodingException("TIFF was read with another number of samples");
            }
            return rows;
        } finally {
            reader.dispose();
        }
    }

    /** Adds up differences of samples, which restart with each tile. */
    private void undoPrediction(byte[] rows) {
        boolean predicted = compression == LZW || compression == DEFLATE || compression == OLD_DEFLATE;
        int predictor = predicted ? directory.first(TiffDirectory.PREDICTOR, 1) : 1;
        if (predictor == 1) {
            return;
        }
        if (predictor != 2 || bits != 8) {
            throw TiffKind.unsupported("with predictor %d of %d-bit samples".formatted(predictor, bits));
        }
        int rowBytes = rowBytes();
        for (int row = 0; row < rows.length; row += rowBytes) {
            for (int tile = 0; tile < rowBytes; tile += bytes(tileWidth)) {
                int end = (int) Math.min(rowBytes, (long) tile + bytes(tileWidth));
                for (int i = tile + samples; i < end; i++) {
                    rows[row + i] += rows[row + i - samples];
                }
            }
        }
    }
}
