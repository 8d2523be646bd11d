package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.design.ItemSize;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The items of one cell: exact moments of their means, apart by how many margins each item has. Immutable.
 *
 * <p>An item of three seeds passes through the moments for one and for two margins on its way to those for three. Which
 * number is complete is the reader's knowledge, from the design.
 *
 * <p>Scores without contrast, whose prompts are one to the scorer, are counted and have no margin here.
 */
public final class Cell {

    /** No items. */
    public static final Cell EMPTY = new Cell(new TreeMap<>(), TokenCounts.NONE);

    private static final byte WITHOUT_TOKENS = 1;
    private static final byte WITH_TOKENS = 2;

    private final SortedMap<Long, ExactMoments> byMargins;
    private final TokenCounts tokens;

    private Cell(SortedMap<Long, ExactMoments> byMargins, TokenCounts tokens) {
        this.byMargins = Collections.unmodifiableSortedMap(byMargins);
        this.tokens = tokens;
    }

    /** With one more item, which has at least one margin. */
    public Cell add(ItemAccumulator item) {
        return with(item.count(), of(item.count()).addUnits(item.meanUnits()));
    }

    /** The inverse of {@link #add}. */
    public Cell remove(ItemAccumulator item) {
        return with(item.count(), of(item.count()).removeUnits(item.meanUnits()));
    }

    /** With what scores that came or went say of their tokens. */
    public Cell count(TokenCounts change) {
        return new Cell(new TreeMap<>(byMargins), tokens.plus(change));
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
        return new Cell(changed, tokens);
    }

    /** Items of both together. */
    public Cell merge(Cell other) {
        SortedMap<Long, ExactMoments> merged = new TreeMap<>(byMargins);
        other.byMargins.forEach(
                (margins, moments) -> put(merged, margins, of(margins).merge(moments)));
        return new Cell(merged, tokens.plus(other.tokens));
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return byMargins.isEmpty() && tokens.equals(TokenCounts.NONE);
    }

    /** Moments of the items that have exactly {@code seeds} margins. */
    public ExactMoments complete(int seeds) {
        return of(seeds);
    }

    /** Moments of the items that count by a size. */
    public ExactMoments complete(ItemSize size) {
        if (size instanceof ItemSize.Fixed fixed) {
            return of(fixed.images());
        }
        ExactMoments all = ExactMoments.EMPTY;
        for (ExactMoments moments : byMargins.values()) {
            all = all.merge(moments);
        }
        return all;
    }

    /** Number of items that have at least one margin and do not count yet. */
    public long partialItems(ItemSize size) {
        return byMargins.entrySet().stream()
                .filter(entry -> size.isPartial(entry.getKey()))
                .mapToLong(entry -> entry.getValue().n())
                .sum();
    }

    /** What its scores say of the tokens of their prompts. */
    public TokenCounts tokens() {
        return tokens;
    }

    /** Number of scores: the margins in all items, and those without contrast. */
    public long scores() {
        return tokens.same()
                + byMargins.entrySet().stream()
                        .mapToLong(entry -> entry.getKey() * entry.getValue().n())
                        .sum();
    }

    /** Canonical bytes: equal cells have equal bytes. */
    public byte[] toBytes() {
        if (tokens.equals(TokenCounts.NONE)) {
            return ByMargins.encode(WITHOUT_TOKENS, byMargins, ExactMoments::toBytes);
        }
        byte[] moments = ByMargins.encode(WITH_TOKENS, byMargins, ExactMoments::toBytes);
        ByteBuffer buffer =
                ByteBuffer.allocate(moments.length + TokenCounts.BYTES).put(moments);
        tokens.write(buffer);
        return buffer.array();
    }

    /**
     * The cell that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static Cell fromBytes(byte[] bytes) {
        boolean hasTokens = bytes.length > TokenCounts.BYTES && bytes[0] == WITH_TOKENS;
        int length = hasTokens ? bytes.length - TokenCounts.BYTES : bytes.length;
        byte format = hasTokens ? WITH_TOKENS : WITHOUT_TOKENS;
        SortedMap<Long, ExactMoments> moments = ByMargins.decode(
                "cell", format, Arrays.copyOf(bytes, length), ExactMoments.EMPTY, ExactMoments::fromBytes);
        TokenCounts counts =
                hasTokens ? TokenCounts.read(ByteBuffer.wrap(bytes, length, TokenCounts.BYTES)) : TokenCounts.NONE;
        if (hasTokens && counts.equals(TokenCounts.NONE)) {
            throw new IllegalArgumentException("A cell of format " + WITH_TOKENS + " without counts of tokens");
        }
        return new Cell(moments, counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cell that && byMargins.equals(that.byMargins) && tokens.equals(that.tokens);
    }

    @Override
    public int hashCode() {
        return 31 * byMargins.hashCode() + tokens.hashCode();
    }

    @Override
    public String toString() {
        return "Cell" + byMargins + tokens;
    }

    private ExactMoments of(long margins) {
        return byMargins.getOrDefault(margins, ExactMoments.EMPTY);
    }

    private Cell with(long margins, ExactMoments moments) {
        SortedMap<Long, ExactMoments> changed = new TreeMap<>(byMargins);
        put(changed, margins, moments);
        return new Cell(changed, tokens);
    }

    private static void put(SortedMap<Long, ExactMoments> target, long margins, ExactMoments moments) {
        if (moments.equals(ExactMoments.EMPTY)) {
            target.remove(margins);
        } else {
            target.put(margins, moments);
        }
    }
}
