package io.steerscope.aggregator.state;

import java.util.Collections;
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

    /** With an item as it is now instead of as it was; one without margins does not count. */
    public Cell replace(ItemAccumulator before, ItemAccumulator after) {
        SortedMap<Long, ExactMoments> changed = new TreeMap<>(byMargins);
        if (before.count() > 0) {
            put(changed, before.count(), of(before.count()).removeUnits(before.meanUnits()));
        }
        if (after.count() > 0) {
            ExactMoments moments = changed.getOrDefault(after.count(), ExactMoments.EMPTY);
            put(changed, after.count(), moments.addUnits(after.meanUnits()));
        }
        return new Cell(changed);
    }

    /** Items of both together. */
    public Cell merge(Cell other) {
        SortedMap<Long, ExactMoments> merged = new TreeMap<>(byMargins);
        other.byMargins.forEach(
                (margins, moments) -> put(merged, margins, of(margins).merge(moments)));
        return new Cell(merged);
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
        return ByMargins.encode(FORMAT, byMargins, ExactMoments::toBytes);
    }

    /**
     * The cell that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static Cell fromBytes(byte[] bytes) {
        return new Cell(ByMargins.decode("cell", FORMAT, bytes, ExactMoments.EMPTY, ExactMoments::fromBytes));
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
        put(changed, margins, moments);
        return new Cell(changed);
    }

    private static void put(SortedMap<Long, ExactMoments> target, long margins, ExactMoments moments) {
        if (moments.equals(ExactMoments.EMPTY)) {
            target.remove(margins);
        } else {
            target.put(margins, moments);
        }
    }
}
