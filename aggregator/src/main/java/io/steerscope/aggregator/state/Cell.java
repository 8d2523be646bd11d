package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The items of one cell: exact moments of their means, apart by how many margins each item has. Immutable.
 *
 * <p>An item of three seeds passes through the moments for one and for two margins on its way to those for three. Which
 * number is complete is the reader's knowledge, from the design.
 */
public final class Cell {

    /** No items. */
    public static final Cell EMPTY = new Cell(new TreeMap<>());

    private static final byte FORMAT = 1;

    private final SortedMap<Long, ExactMoments> byMargins;

    private Cell(SortedMap<Long, ExactMoments> byMargins) {
        this.byMargins = Collections.unmodifiableSortedMap(byMargins);
    }

    /** With one more item, which has at least one margin. */
    public Cell add(ItemAccumulator item) {
        return with(item.count(), of(item.count()).addUnits(item.meanUnits()));
    }

    /** The inverse of {@link #add}. */
    public Cell remove(ItemAccumulator item) {
        return with(item.count(), of(item.count()).removeUnits(item.meanUnits()));
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return byMargins.isEmpty();
    }

    /** Moments of the items that have exactly {@code seeds} margins. */
    public ExactMoments complete(int seeds) {
        return of(seeds);
    }

    /** Number of items that have at least one margin and fewer than {@code seeds}. */
    public long partialItems(int seeds) {
        return byMargins.headMap((long) seeds).values().stream()
                .mapToLong(ExactMoments::n)
                .sum();
    }

    /** Number of margins in all items. */
    public long scores() {
        return byMargins.entrySet().stream()
                .mapToLong(entry -> entry.getKey() * entry.getValue().n())
                .sum();
    }

    /** Canonical bytes: equal cells have equal bytes. */
    public byte[] toBytes() {
        int length = Byte.BYTES;
        SortedMap<Long, byte[]> encoded = new TreeMap<>();
        for (Map.Entry<Long, ExactMoments> entry : byMargins.entrySet()) {
            byte[] bytes = entry.getValue().toBytes();
            encoded.put(entry.getKey(), bytes);
            length += Long.BYTES + Short.BYTES + bytes.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put(FORMAT);
        encoded.forEach((margins, bytes) ->
                buffer.putLong(margins).putShort((short) bytes.length).put(bytes));
        return buffer.array();
    }

    /**
     * The cell that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static Cell fromBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == 0 || buffer.get() != FORMAT) {
            throw new IllegalArgumentException("These " + bytes.length + " bytes are no cell of format " + FORMAT);
        }
        SortedMap<Long, ExactMoments> byMargins = new TreeMap<>();
        while (buffer.hasRemaining()) {
            if (buffer.remaining() < Long.BYTES + Short.BYTES) {
                throw new IllegalArgumentException("These " + bytes.length + " bytes are a truncated cell");
            }
            long margins = buffer.getLong();
            int length = buffer.getShort();
            if (length < 0 || length > buffer.remaining()) {
                throw new IllegalArgumentException("These " + bytes.length + " bytes are a truncated cell");
            }
            byte[] moments = new byte[length];
            buffer.get(moments);
            byMargins.put(margins, ExactMoments.fromBytes(moments));
        }
        return new Cell(byMargins);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell that && byMargins.equals(that.byMargins);
    }

    @Override
    public int hashCode() {
        return byMargins.hashCode();
    }

    @Override
    public String toString() {
        return "Cell" + byMargins;
    }

    private ExactMoments of(long margins) {
        return byMargins.getOrDefault(margins, ExactMoments.EMPTY);
    }

    private Cell with(long margins, ExactMoments moments) {
        SortedMap<Long, ExactMoments> changed = new TreeMap<>(byMargins);
        if (moments.equals(ExactMoments.EMPTY)) {
            changed.remove(margins);
        } else {
            changed.put(margins, moments);
        }
        return new Cell(changed);
    }
}
