package io.steerscope.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The first directory of a TIFF or BigTIFF file: its fields of whole numbers. No other directory is looked at. A field
 * takes no more memory than it has bytes in the file, eight times at most.
 */
final class TiffDirectory {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PLANES = 284;
    static final int PREDICTOR = 317;
    static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final Set<Integer> TAGS = Set.of(
            WIDTH,
            HEIGHT,
            BITS,
            COMPRESSION,
            PHOTOMETRIC,
            FILL_ORDER,
            STRIP_OFFSETS,
            ORIENTATION,
            SAMPLES,
            ROWS_PER_STRIP,
            STRIP_BYTES,
            PLANES,
            PREDICTOR,
            COLOUR_MAP,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTES,
            EXTRA_SAMPLES,
            SAMPLE_FORMAT);
    private static final int BIG = 43;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int LONG_8 = 16;

    private final ByteBuffer file;
    private final boolean big;
    private final Map<Integer, long[]> fields = new HashMap<>();

    /** @throws ImageDecodingException if the directory does not lie within the file */
    TiffDirectory(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes).order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.big = unsignedShort(2) == BIG;
        read(big ? longAt(8) : unsignedInt(4));
    }

    private void read(long offset) {
        long entries = big ? longAt(offset) : unsignedShort(offset);
        int entryBytes = big ? 20 : 12;
        long first = offset + (big ? Long.BYTES : Short.BYTES);
        if (entries < 0 || entries > file.capacity() / entryBytes) {
            throw truncated();
        }
        for (long entry = first; entry < first + entries * entryBytes; entry += entryBytes) {
            int tag = unsignedShort(entry);
            int bytes = bytesOf(unsignedShort(entry + 2));
            if (TAGS.contains(tag)) {
                if (bytes == 0) {
                    throw new ImageDecodingException("TIFF is damaged: field %d is no whole number".formatted(tag));
                }
                long count = big ? longAt(entry + 4) : unsignedInt(entry + 4);
                long value = entry + (big ? 12 : 8);
                boolean inline = count <= (big ? Long.BYTES : Integer.BYTES) / bytes;
                fields.put(tag, values(inline ? value : big ? longAt(value) : unsignedInt(value), count, bytes));
            }
        }
    }

    private static int bytesOf(int type) {
        return switch (type) {
            case BYTE -> 1;
            case SHORT -> Short.BYTES;
            case LONG -> Integer.BYTES;
            case LONG_8 -> Long.BYTES;
            default -> 0;
        };
    }

    private long[] values(long offset, long count, int bytes) {
        if (count < 0 || count > file.capacity() / bytes) {
            throw truncated();
        }
        require(offset, count * bytes);
        long[] values = new long[(int) count];
        for (int i = 0; i < values.length; i++) {
            long at = offset + (long) i * bytes;
            values[i] = switch (bytes) {
                case 1 -> file.get((int) at) & 0xff;
                case Short.BYTES -> unsignedShort(at);
                case Integer.BYTES -> unsignedInt(at);
                default -> longAt(at);
            };
        }
        return values;
    }

    /** The values of a field, none if there is no such field. */
    long[] all(int tag) {
        return fields.getOrDefault(tag, new long[0]);
    }

    boolean has(int tag) {
        return all(tag).length > 0;
    }

    /** The first value of a field, and {@link Integer#MAX_VALUE} for what exceeds it. */
    int first(int tag, int otherwise) {
        long[] values = all(tag);
        if (values.length == 0) {
            return otherwise;
        }
        return values[0] < 0 || values[0] > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) values[0];
    }

    /** The value that all of a field have. */
    int same(int tag, int otherwise) {
        int first = first(tag, otherwise);
        if (Arrays.stream(all(tag)).anyMatch(value -> value != first)) {
            throw new ImageDecodingException("TIFF with samples of different kinds is not supported");
        }
        return first;
    }

    private int unsignedShort(long at) {
        require(at, Short.BYTES);
        return file.getShort((int) at) & 0xffff;
    }

    private long unsignedInt(long at) {
        require(at, Integer.BYTES);
        return Integer.toUnsignedLong(file.getInt((int) at));
    }

    private long longAt(long at) {
        require(at, Long.BYTES);
        return file.getLong((int) at);
    }

    private void require(long at, long length) {
        if (at < 0 || at > file.capacity() - length) {
            throw truncated();
        }
    }

    private static ImageDecodingException truncated() {
        return new ImageDecodingException("TIFF is truncated: its directory does not lie within the file");
    }
}
