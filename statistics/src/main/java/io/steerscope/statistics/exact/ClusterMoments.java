package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Sums over clusters of values, such as the items of a pair: what the mean over all values and its cluster-robust
 * standard error need. A cluster is given by the sum and count of its values.
 *
 * <p>A commutative group of exact integers like {@link ExactMoments}: clusters may be added, removed and merged in any
 * order with identical bits. A cluster that grows is removed and added again. Immutable.
 *
 * <p>Widths: with S for the sum of a cluster, the sum of S has 128 bits, the sum of S squared 256, the sum of S times
 * the cluster's count 192; none can overflow before the count of values does. The sum of the squared counts has 64
 * bits.
 */
public final class ClusterMoments {

    /** No clusters. */
    public static final ClusterMoments EMPTY = new ClusterMoments(new long[12]);

    private static final byte FORMAT = 4;
    private static final int CLUSTERS = 0;
    private static final int VALUES = 1;
    private static final int SUM = 2;
    private static final int SQUARES = 4;
    private static final int PRODUCTS = 8;
    private static final int SQUARED_COUNTS = 11;
    private static final int[] WIDTHS = {1, 1, 2, 4, 3, 1};

    private final long[] words;

    private ClusterMoments(long[] words) {
        this.words = words;
    }

    /** Moments of some clusters. */
    public static ClusterMoments of(Collection<ItemAccumulator> clusters) {
        ClusterMoments moments = EMPTY;
        for (ItemAccumulator cluster : clusters) {
            moments = moments.add(cluster);
        }
        return moments;
    }

    /** Moments of clusters that have one value each. */
    public static ClusterMoments ofSingleValues(ExactMoments values) {
        long[] singles = new long[EMPTY.words.length];
        singles[CLUSTERS] = values.n();
        singles[VALUES] = values.n();
        singles[SQUARED_COUNTS] = values.n();
        WideIntegers.set(singles, SUM, 2, values.sum());
        WideIntegers.set(singles, SQUARES, 4, values.sumOfSquares());
        WideIntegers.set(singles, PRODUCTS, 3, values.sum());
        return new ClusterMoments(singles);
    }

    /**
     * With one more cluster; one without values changes nothing.
     *
     * @throws IllegalArgumentException if the cluster has a negative count
     */
    public ClusterMoments add(ItemAccumulator cluster) {
        return merge(ofOne(cluster));
    }

    /** The inverse of {@link #add}. */
    public ClusterMoments remove(ItemAccumulator cluster) {
        return subtract(ofOne(cluster));
    }

    /** Clusters of both together. */
    public ClusterMoments merge(ClusterMoments other) {
        long[] result = words.clone();
        int from = 0;
        for (int width : WIDTHS) {
            WideIntegers.add(result, other.words, from, width);
            from += width;
        }
        return new ClusterMoments(result);
    }

    /** The inverse of {@link #merge}. */
    public ClusterMoments subtract(ClusterMoments other) {
        long[] result = words.clone();
        int from = 0;
        for (int width : WIDTHS) {
            WideIntegers.subtract(result, other.words, from, width);
            from += width;
        }
        return new ClusterMoments(result);
    }

    /** Number of clusters G. */
    public long clusters() {
        return words[CLUSTERS];
    }

    /** Number of values N. */
    public long values() {
        return words[VALUES];
    }

    /** Sum of the clusters' sums S, in units of 2^-60. */
    public BigInteger sum() {
        return WideIntegers.toBigInteger(words, SUM, 2);
    }

    /** Sum of S squared, in units of 2^-120. */
    public BigInteger squares() {
        return WideIntegers.toBigInteger(words, SQUARES, 4);
    }

    /** Sum of S times the cluster's count, in units of 2^-60. */
    public BigInteger products() {
        return WideIntegers.toBigInteger(words, PRODUCTS, 3);
    }

    /** Sum of the squared counts. */
    public long squaredCounts() {
        return words[SQUARED_COUNTS];
    }

    /** Mean over all values, correctly rounded; empty without values. */
    public OptionalDouble mean() {
        return values() < 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(ExactRatio.toDouble(sum(), BigInteger.valueOf(values()), FixedPoint.FRACTION_BITS));
    }

    /**
     * Cluster-robust standard error of the mean: sqrt(G / (G - 1) sum (S - mean count)^2) / N, summed over the clusters
     * (Liang and Zeger 1986, with the correction for few clusters). Where all clusters have one size it is the standard
     * error of the mean of the clusters' means. Empty below two clusters.
     */
    public OptionalDouble standardError() {
        if (clusters() < 2 || values() < 1) {
            return OptionalDouble.empty();
        }
        BigInteger n = BigInteger.valueOf(values());
        BigInteger sum = sum();
        BigInteger residuals = n.pow(2)
                .multiply(squares())
                .subtract(n.multiply(sum).multiply(products()).shiftLeft(1))
                .add(sum.pow(2).multiply(BigInteger.valueOf(squaredCounts())));
        BigInteger denominator = BigInteger.valueOf(clusters() - 1).multiply(n.pow(4));
        double variance = ExactRatio.toDouble(
                residuals.multiply(BigInteger.valueOf(clusters())), denominator, 2 * FixedPoint.FRACTION_BITS);
        return OptionalDouble.of(Math.sqrt(Math.max(0.0, variance)));
    }

    /** Canonical bytes (some 50): equal moments have equal bytes. */
    public byte[] toBytes() {
        return WordCodec.encode(FORMAT, words, WIDTHS);
    }

    /**
     * The moments that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such a form
     */
    public static ClusterMoments fromBytes(byte[] bytes) {
        return new ClusterMoments(WordCodec.decode("cluster moments", FORMAT, bytes, WIDTHS));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClusterMoments that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "ClusterMoments[clusters=" + clusters() + ", values=" + values() + ", sum=" + sum() + ", squares="
                + squares() + ", products=" + products() + ", squaredCounts=" + squaredCounts() + "]";
    }

    private static ClusterMoments ofOne(ItemAccumulator cluster) {
        long count = cluster.count();
        if (count < 0) {
            throw new IllegalArgumentException("A cluster of " + count + " values");
        }
        if (count == 0) {
            return EMPTY;
        }
        long[] one = new long[EMPTY.words.length];
        one[CLUSTERS] = 1;
        one[VALUES] = count;
        one[SQUARED_COUNTS] = Math.multiplyExact(count, count);
        if (cluster.sumFitsLong()) {
            long sum = cluster.sumLow();
            WideIntegers.setProduct(one, SUM, 2, sum, 1);
            WideIntegers.setProduct(one, SQUARES, 4, sum, sum);
            WideIntegers.setProduct(one, PRODUCTS, 3, sum, count);
        } else {
            BigInteger wide = cluster.sum();
            WideIntegers.set(one, SUM, 2, wide);
            WideIntegers.set(one, SQUARES, 4, wide.pow(2));
            WideIntegers.set(one, PRODUCTS, 3, wide.multiply(BigInteger.valueOf(count)));
        }
        return new ClusterMoments(one);
    }
}
