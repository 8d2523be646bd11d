package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.steerscope.results.design.DesignScope;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The items of one pair: the exact sum of the margins at each strength, and how many scores are without contrast, whose
 * margins count nowhere. Immutable.
 *
 * <p>A commutative group like the sums it holds: margins may be added and removed in any order with identical bits.
 */
public final class PairItems {

    /** No items. */
    public static final PairItems EMPTY = new PairItems(new double[0], new ItemAccumulator[0], new int[0]);

    /** What is done with an item. */
    @FunctionalInterface
    public interface ItemVisitor {

        /** Receives the item at strength {@code alpha}. */
        void visit(double alpha, ItemAccumulator item);
    }

    /** Receives how many scores of the item at strength {@code alpha} are without contrast. */
    @FunctionalInterface
    public interface CountVisitor {

        /** Receives one number, which is not 0. */
        void visit(double alpha, int scores);
    }

    private static final byte WITHOUT_COUNTS = 1;
    private static final byte WITH_COUNTS = 2;

    /** In ascending order, without negative zero. */
    private final double[] alphas;

    /** By index of {@link #alphas}; an empty one has scores without contrast. */
    private final ItemAccumulator[] items;

    /** Scores without contrast by index of {@link #alphas}. */
    private final int[] withoutContrast;

    private PairItems(double[] alphas, ItemAccumulator[] items, int[] withoutContrast) {
        this.alphas = alphas;
        this.items = items;
        this.withoutContrast = withoutContrast;
    }

    /**
     * With one more margin.
     *
     * @throws IllegalArgumentException if the strength is not finite or the margin outside [-4, 4]
     */
    public PairItems add(double alpha, double margin) {
        return changed(alpha, item -> item.add(margin), 0);
    }

    /** The inverse of {@link #add}. */
    public PairItems remove(double alpha, double margin) {
        return changed(alpha, item -> item.remove(margin), 0);
    }

    /** With one more score whose margin does not count, as its prompts are one to the scorer. */
    public PairItems addWithoutContrast(double alpha) {
        return changed(alpha, item -> item, 1);
    }

    /** The inverse of {@link #addWithoutContrast}. */
    public PairItems removeWithoutContrast(double alpha) {
        return changed(alpha, item -> item, -1);
    }

    /** The item at one strength, without margins where there is none. */
    public ItemAccumulator item(double alpha) {
        int index = Arrays.binarySearch(alphas, alpha + 0.0);
        return index < 0 ? ItemAccumulator.EMPTY : items[index];
    }

    /** Number of scores without contrast at one strength. */
    public int withoutContrast(double alpha) {
        int index = Arrays.binarySearch(alphas, alpha + 0.0);
        return index < 0 ? 0 : withoutContrast[index];
    }

    /** Whether there is an item at one strength, with or without contrast. */
    public boolean holds(double alpha) {
        return Arrays.binarySearch(alphas, alpha + 0.0) >= 0;
    }

    /** Whether a margin at a strength can be added: a pair has at most {@value DesignScope#MOST_ALPHAS} strengths. */
    public boolean hasRoom(double alpha) {
        return alphas.length < DesignScope.MOST_ALPHAS || Arrays.binarySearch(alphas, alpha + 0.0) >= 0;
    }

    /** Hands over every item that has margins, by ascending strength. */
    public void forEach(ItemVisitor visitor) {
        for (int i = 0; i < alphas.length; i++) {
            if (!items[i].equals(ItemAccumulator.EMPTY)) {
                visitor.visit(alphas[i], items[i]);
            }
        }
    }

    /** Hands over the number of scores without contrast of every item that has such, by ascending strength. */
    public void forEachWithoutContrast(CountVisitor visitor) {
        for (int i = 0; i < alphas.length; i++) {
            if (withoutContrast[i] != 0) {
                visitor.visit(alphas[i], withoutContrast[i]);
            }
        }
    }

    /** Sum and count of the means of the items that have exactly {@code margins} margins. */
    public ItemAccumulator cluster(long margins) {
        ItemAccumulator cluster = ItemAccumulator.EMPTY;
        for (ItemAccumulator item : items) {
            if (item.count() == margins && margins > 0) {
                cluster = cluster.addUnits(item.meanUnits());
            }
        }
        return cluster;
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return items.length == 0;
    }

    /** Canonical bytes: equal items have equal bytes. */
    public byte[] toBytes() {
        boolean counts = IntStream.of(withoutContrast).anyMatch(count -> count != 0);
        byte[][] encoded = new byte[items.length][];
        int length = Byte.BYTES;
        for (int i = 0; i < items.length; i++) {
            encoded[i] = items[i].toBytes();
            length += Double.BYTES + Byte.BYTES + encoded[i].length + (counts ? Integer.BYTES : 0);
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put(counts ? WITH_COUNTS : WITHOUT_COUNTS);
        for (int i = 0; i < items.length; i++) {
            buffer.putDouble(alphas[i]).put((byte) encoded[i].length).put(encoded[i]);
            if (counts) {
                buffer.putInt(withoutContrast[i]);
            }
        }
        return buffer.array();
    }

    /**
     * The items that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static PairItems fromBytes(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != WITHOUT_COUNTS && bytes[0] != WITH_COUNTS) {
            throw new IllegalArgumentException("These " + bytes.length + " bytes are no items of a pair of format "
                    + WITHOUT_COUNTS + " or " + WITH_COUNTS);
        }
        boolean counts = bytes[0] == WITH_COUNTS;
        int count = count(bytes, counts ? Integer.BYTES : 0);
        double[] alphas = new double[count];
        ItemAccumulator[] items = new ItemAccumulator[count];
        int[] withoutContrast = new int[count];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(Byte.BYTES);
        for (int i = 0; i < count; i++) {
            double alpha = buffer.getDouble();
            byte[] item = new byte[buffer.get()];
            buffer.get(item);
            alphas[i] = alpha;
            items[i] = ItemAccumulator.fromBytes(item);
            withoutContrast[i] = counts ? buffer.getInt() : 0;
            boolean ascending = i == 0 || alphas[i - 1] < alpha;
            if (!isCanonical(alpha) || !ascending || isNothing(items[i], withoutContrast[i])) {
                throw new IllegalArgumentException("Items of a pair that are out of order or empty, at alpha " + alpha);
            }
        }
        if (counts && IntStream.of(withoutContrast).allMatch(without -> without == 0)) {
            throw new IllegalArgumentException("Items of a pair of format " + WITH_COUNTS + " without counts");
        }
        return new PairItems(alphas, items, withoutContrast);
    }

    private static boolean isNothing(ItemAccumulator item, int withoutContrast) {
        return item.equals(ItemAccumulator.EMPTY) && withoutContrast == 0;
    }

    /** @param more bytes behind each item */
    private static int count(byte[] bytes, int more) {
        int count = 0;
        int at = Byte.BYTES;
        while (at < bytes.length) {
            int lengthAt = at + Double.BYTES;
            if (lengthAt >= bytes.length || bytes[lengthAt] < 0 || lengthAt + bytes[lengthAt] + more >= bytes.length) {
                throw new IllegalArgumentException("These " + bytes.length + " bytes are truncated items of a pair");
            }
            at = lengthAt + Byte.BYTES + bytes[lengthAt] + more;
            count++;
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairItems that
                && Arrays.equals(alphas, that.alphas)
                && Arrays.equals(items, that.items)
                && Arrays.equals(withoutContrast, that.withoutContrast);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(alphas) + Arrays.hashCode(items)) + Arrays.hashCode(withoutContrast);
    }

    @Override
    public String toString() {
        return "PairItems[alphas=" + Arrays.toString(alphas) + ", items=" + Arrays.toString(items)
                + ", withoutContrast=" + Arrays.toString(withoutContrast) + "]";
    }

    private PairItems changed(double alpha, UnaryOperator<ItemAccumulator> change, int scores) {
        double canonical = alpha + 0.0;
        if (!isCanonical(canonical)) {
            throw new IllegalArgumentException("Alpha " + alpha + " is not finite");
        }
        int index = Arrays.binarySearch(alphas, canonical);
        ItemAccumulator item = change.apply(index < 0 ? ItemAccumulator.EMPTY : items[index]);
        int without = (index < 0 ? 0 : withoutContrast[index]) + scores;
        if (isNothing(item, without)) {
            return index < 0 ? this : without(index);
        }
        return index < 0 ? with(-index - 1, canonical, item, without) : with(index, item, without);
    }

    private PairItems with(int index, ItemAccumulator item, int without) {
        ItemAccumulator[] changed = items.clone();
        changed[index] = item;
        int[] counts = withoutContrast.clone();
        counts[index] = without;
        return new PairItems(alphas, changed, counts);
    }

    private PairItems with(int index, double alpha, ItemAccumulator item, int without) {
        double[] moreAlphas = new double[alphas.length + 1];
        ItemAccumulator[] moreItems = new ItemAccumulator[items.length + 1];
        int[] moreCounts = new int[items.length + 1];
        System.arraycopy(alphas, 0, moreAlphas, 0, index);
        System.arraycopy(items, 0, moreItems, 0, index);
        System.arraycopy(withoutContrast, 0, moreCounts, 0, index);
        moreAlphas[index] = alpha;
        moreItems[index] = item;
        moreCounts[index] = without;
        System.arraycopy(alphas, index, moreAlphas, index + 1, alphas.length - index);
        System.arraycopy(items, index, moreItems, index + 1, items.length - index);
        System.arraycopy(withoutContrast, index, moreCounts, index + 1, items.length - index);
        return new PairItems(moreAlphas, moreItems, moreCounts);
    }

    private PairItems without(int index) {
        double[] fewerAlphas = new double[alphas.length - 1];
        ItemAccumulator[] fewerItems = new ItemAccumulator[items.length - 1];
        int[] fewerCounts = new int[items.length - 1];
        System.arraycopy(alphas, 0, fewerAlphas, 0, index);
        System.arraycopy(items, 0, fewerItems, 0, index);
        System.arraycopy(withoutContrast, 0, fewerCounts, 0, index);
        System.arraycopy(alphas, index + 1, fewerAlphas, index, fewerAlphas.length - index);
        System.arraycopy(items, index + 1, fewerItems, index, fewerItems.length - index);
        System.arraycopy(withoutContrast, index + 1, fewerCounts, index, fewerItems.length - index);
        return new PairItems(fewerAlphas, fewerItems, fewerCounts);
    }

    private static boolean isCanonical(double alpha) {
        return Double.isFinite(alpha) && Double.doubleToRawLongBits(alpha) != Double.doubleToRawLongBits(-0.0);
    }
}
