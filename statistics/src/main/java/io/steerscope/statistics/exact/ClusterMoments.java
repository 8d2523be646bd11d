package io.steerscope.statistics.exact;

import java.math.BigInteger;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * Sums over clusters of values, such as the items of a pair: what the mean over all values and its cluster-robust standard
 * error need. A cluster is given by the sum and count of its values.
 *
 * <p>A commutative group of exact integers like {@link ExactMoments}: clusters may be added, removed and merged in any
 * order with identical results. A cluster that grows is removed and added again.
 *
 * @param clusters number of clusters G
 * @param values number of values N
 * @param sum sum of the clusters' sums S, in units of 2^-60
 * @param squares sum of S^2, in units of 2^-120
 * @param products sum of S times the cluster's count, in units of 2^-60
 * @param squaredCounts sum of the squared counts
 */
public record ClusterMoments(
        long clusters, long values, BigInteger sum, BigInteger squares, BigInteger products, long squaredCounts) {

    /** No clusters. */
    public static final ClusterMoments EMPTY =
            new ClusterMoments(0, 0, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, 0);

    /** Moments of some clusters. */
    public static ClusterMoments of(Collection<ItemAccumulator> clusters) {
        ClusterMoments moments = EMPTY;
        for (ItemAccumulator cluster : clusters) {
            moments = moments.add(cluster);
        }
        return moments;
    }

    /** With one more cluster; one without values changes nothing. */
    public ClusterMoments add(ItemAccumulator cluster) {
        return merge(ofOne(cluster));
    }

    /** The inverse of {@link #add}. */
    public ClusterMoments remove(ItemAccumulator cluster) {
        return subtract(ofOne(cluster));
    }

    /** Clusters of both together. */
    public ClusterMoments merge(ClusterMoments other) {
        return new ClusterMoments(
                clusters + other.clusters,
                values + other.values,
                sum.add(other.sum),
                squares.add(other.squares),
                products.add(other.products),
                squaredCounts + other.squaredCounts);
    }

    /** The inverse of {@link #merge}. */
    public ClusterMoments subtract(ClusterMoments other) {
        return new ClusterMoments(
                clusters - other.clusters,
                values - other.values,
                sum.subtract(other.sum),
                squares.subtract(other.squares),
                products.subtract(other.products),
                squaredCounts - other.squaredCounts);
    }

    /** Mean over all values, correctly rounded; empty without values. */
    public OptionalDouble mean() {
        return values < 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(ExactRatio.toDouble(sum, BigInteger.valueOf(values), FixedPoint.FRACTION_BITS));
    }

    /**
     * Cluster-robust standard error of the mean: sqrt(G / (G - 1) sum (S - mean count)^2) / N, summed over the clusters
     * (Liang and Zeger 1986, with the correction for few clusters). Where all clusters have one size it is the standard
     * error of the mean of the clusters' means. Empty below two clusters.
     */
    public OptionalDouble standardError() {
        if (clusters < 2 || values < 1) {
            return OptionalDouble.empty();
        }
        BigInteger n = BigInteger.valueOf(values);
        BigInteger residuals = n.pow(2)
                .multiply(squares)
                .subtract(n.multiply(sum).multiply(products).shiftLeft(1))
                .add(sum.pow(2).multiply(BigInteger.valueOf(squaredCounts)));
        BigInteger denominator = BigInteger.valueOf(clusters - 1).multiply(n.pow(4));
        double variance = ExactRatio.toDouble(
                residuals.multiply(BigInteger.valueOf(clusters)), denominator, 2 * FixedPoint.FRACTION_BITS);
        return OptionalDouble.of(Math.sqrt(Math.max(0.0, variance)));
    }

    private static ClusterMoments ofOne(ItemAccumulator cluster) {
        long count = cluster.count();
        if (count < 0) {
            throw new IllegalArgumentException("A cluster of " + count + " values");
        }
        BigInteger sum = cluster.sum();
        return count == 0
                ? EMPTY
                : new ClusterMoments(
                        1,
                        count,
                        sum,
                        sum.pow(2),
                        sum.multiply(BigInteger.valueOf(count)),
                        Math.multiplyExact(count, count));
    }
}
