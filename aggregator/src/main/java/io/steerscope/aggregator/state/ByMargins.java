package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The byte form of sums that are kept apart by a number of margins. */
final class ByMargins {

    private ByMargins() {}

    /** Canonical bytes of sums none of which is empty: the format, then for each number its sums and their length. */
    static <T> byte[] encode(byte format, SortedMap<Long, T> sums, Function<T, byte[]> write) {
        int length = Byte.BYTES;
        byte[][] encoded = new byte[sums.size()][];
        int next = 0;
        for (T value : sums.values()) {
            encoded[next] = write.apply(value);
            length += Long.BYTES + Short.BYTES + encoded[next++].length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put(format);
        next = 0;
        for (long margins : sums.keySet()) {
            buffer.putLong(margins).putShort((short) encoded[next].length).put(encoded[next++]);
        }
        return buffer.array();
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    static <T> SortedMap<Long, T> decode(String what, byte format, byte[] bytes, T empty, Function<byte[], T> read) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == 0 || buffer.get() != format) {
            throw new IllegalArgumentException(
                    "These %d bytes are no %s of format %d".formatted(bytes.length, what, format));
        }
        SortedMap<Long, T> sums = new TreeMap<>();
        while (buffer.hasRemaining()) {
            if (buffer.remaining() < Long.BYTES + Short.BYTES) {
                throw truncated(what, bytes);
            }
            long margins = buffer.getLong();
            int length = buffer.getShort();
            if (length < 0 || length > buffer.remaining()) {
                throw truncated(what, bytes);
            }
            byte[] own = new byte[length];
            buffer.get(own);
            T value = read.apply(own);
            if (value.equals(empty) || !sums.isEmpty() && sums.lastKey() >= margins) {
                throw new IllegalArgumentException(
                        "A %s whose sums are out of order or empty, at %d margins".formatted(what, margins));
            }
            sums.put(margins, value);
        }
        return sums;
    }

    private static IllegalArgumentException truncated(String what, byte[] bytes) {
        return new IllegalArgumentException("These %d bytes are a truncated %s".formatted(bytes.length, what));
    }
}
