package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;

import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The items of one pair: the exact sum of the margins at each strength. Immutable.
 *
 * <p>A commutative group like the sums it holds: margins may be added and removed in any order with identical bits.
 */
public final class PairItems {

    /** No items. */
    public static final PairItems EMPTY = new PairItems(new double[0], new ItemAccumulator[0]);

    /** The most strengths of a pair. Its items are written as a whole with every score. */
    public static final int MOST_ALPHAS = 200;

    /** What is done with an item. */
    @FunctionalInterface
    public interface ItemVisitor {

        /** Receives the item at strength {@code alpha}. */
        void visit(double alpha, ItemAccumulator item);
    }

    private static final byte FORMAT = 1;

    /** In ascending order, without negative zero. */
    private final double[] alphas;

    /** By index of {@link #alphas}; none is empty. */
    private final ItemAccumulator[] items;

    private PairItems(double[] alphas, ItemAccumulator[] items) {
        this.alphas = alphas;
        this.items = items;
    }

    /**
     * With one more margin.
     *
     * @throws IllegalArgumentException if the strength is not finite or the margin outside [-4, 4]
     */
    public PairItems add(double alpha, double margin) {
        return changed(alpha, item -> item.add(margin));
    }

    /** The inverse of {@link #add}. */
    public PairItems remove(double alpha, double margin) {
        return changed(alpha, item -> item.remove(margin));
    }

    /** The item at one strength, without margins where there is none. */
    public ItemAccumulator item(double alpha) {
        int index = Arrays.binarySearch(alphas, alpha + 0.0);
        return index < 0 ? ItemAccumulator.EMPTY : items[index];
    }

    /** Whether a margin at a strength can be added: a pair has at most {@value #MOST_ALPHAS} strengths. */
    public boolean hasRoom(double alpha) {
        return alphas.length < MOST_ALPHAS || Arrays.binarySearch(alphas, alpha + 0.0) >= 0;
    }

    /** Hands over every item, by ascending strength. */
    public void forEach(ItemVisitor visitor) {
        for (int i = 0; i < alphas.length; i++) {
            visitor.visit(alphas[i], items[i]);
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
        byte[][] encoded = new byte[items.length][];
        int length = Byte.BYTES;
        for (int i = 0; i < items.length; i++) {
            encoded[i] = items[i].toBytes();
            length += Double.BYTES + Byte.BYTES + encoded[i].length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).put(FORMAT);
        for (int i = 0; i < items.length; i++) {
            buffer.putDouble(alphas[i]).put((byte) encoded[i].length).put(encoded[i]);
        }
        return buffer.array();
    }

    /**
     * The items that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static PairItems fromBytes(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FORMAT) {
            throw new IllegalArgumentException(
                    "These " + bytes.length + " bytes are no items of a pair of format " + FORMAT);
        }
        int count = count(bytes);
        double[] alphas = new double[count];
        ItemAccumulator[] items = new ItemAccumulator[count];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(Byte.BYTES);
        for (int i = 0; i < count; i++) {
            double alpha = buffer.getDouble();
            byte[] item = new byte[buffer.get()];
            buffer.get(item);
            alphas[i] = alpha;
            items[i] = ItemAccumulator.fromBytes(item);
            boolean ascending = i == 0 || alphas[i - 1] < alpha;
            if (!isCanonical(alpha) || !ascending || items[i].equals(ItemAccumulator.EMPTY)) {
                throw new IllegalArgumentException("Items of a pair that are out of order or empty, at alpha " + alpha);
            }
        }
        return new PairItems(alphas, items);
    }

    private static int count(byte[] bytes) {
        int count = 0;
        int at = Byte.BYTES;
        while (at < bytes.length) {
            int lengthAt = at + Double.BYTES;
            if (lengthAt >= bytes.length || bytes[lengthAt] < 0 || lengthAt + bytes[lengthAt] >= bytes.length) {
                throw new IllegalArgumentException("These " + bytes.length + " bytes are truncated items of a pair");
            }
            at = lengthAt + Byte.BYTES + bytes[lengthAt];
            count++;
        }
        return count;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairItems that
                && Arrays.equals(alphas, that.alphas)
                && Arrays.equals(items, that.items);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(alphas) + Arrays.hashCode(items);
    }

    @Override
    public String toString() {
        return "PairItems[alphas=" + Arrays.toString(alphas) + ", items=" + Arrays.toString(items) + "]";
    }

    private PairItems changed(double alpha, UnaryOperator<ItemAccumulator> change) {
        double canonical = alpha + 0.0;
        if (!isCanonical(canonical)) {
            throw new IllegalArgumentException("Alpha " + alpha + " is not finite");
        }
        int index = Arrays.binarySearch(alphas, canonical);
        ItemAccumulator item = change.apply(index < 0 ? ItemAccumulator.EMPTY : items[index]);
        if (item.equals(ItemAccumulator.EMPTY)) {
            return index < 0 ? this : without(index);
        }
        return index < 0 ? with(-index - 1, canonical, item) : with(index, item);
    }

    private PairItems with(int index, ItemAccumulator item) {
        ItemAccumulator[] changed = items.clone();
        changed[index] = item;
        return new PairItems(alphas, changed);
    }

    private PairItems with(int index, double alpha, ItemAccumulator item) {
        double[] moreAlphas = new double[alphas.length + 1];
        ItemAccumulator[] moreItems = new ItemAccumulator[items.length + 1];
        System.arraycopy(alphas, 0, moreAlphas, 0, index);
        System.arraycopy(items, 0, moreItems, 0, index);
        moreAlphas[index] = alpha;
        moreItems[index] = item;
        System.arraycopy(alphas, index, moreAlphas, index + 1, alphas.length - index);
        System.arraycopy(items, index, moreItems, index + 1, items.length - index);
        return new PairItems(moreAlphas, moreItems);
    }

    private PairItems without(int index) {
        double[] fewerAlphas = new double[alphas.length - 1];
        ItemAccumulator[] fewerItems = new ItemAccumulator[items.length - 1];
        System.arraycopy(alphas, 0, fewerAlphas, 0, index);
        System.arraycopy(items, 0, fewerItems, 0, index);
        System.arraycopy(alphas, index + 1, fewerAlphas, index, fewerAlphas.length - index);
        System.arraycopy(items, index + 1, fewerItems, index, fewerItems.length - index);
        return new PairItems(fewerAlphas, fewerItems);
    }

    private static boolean isCanonical(double alpha) {
        return Double.isFinite(alpha) && Double.doubleToRawLongBits(alpha) != Double.doubleToRawLongBits(-0.0);
    }
}
