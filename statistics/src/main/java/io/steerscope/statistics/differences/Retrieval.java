package io.steerscope.statistics.differences;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.UnitVectors;

/**
 * Finding what belongs together: for each query the candidates in the order of their inner product with it, and the
 * rank of the first that is right.
 *
 * <p>Ties count against the query: its rank is 1 + the number of wrong candidates that are at least as near as the
 * nearest right one, or farther by rounding alone. A model that gives many things one vector gains nothing by it.
 *
 * @param ranks of each query, from 1
 * @param candidates how many there are
 * @param tied queries of which a wrong candidate is as near as the nearest right one, but for rounding
 */
public record Retrieval(int[] ranks, int candidates, int tied) {

    /**
     * Ranks candidates.
     *
     * @param queries unit vectors
     * @param candidates unit vectors
     * @param right numbers of the right candidates of each query, at least one
     */
    public static Retrieval of(double[][] queries, double[][] candidates, List<int[]> right) {
        long[] found = IntStream.range(0, queries.length)
                .parallel()
                .mapToLong(q -> rank(queries[q], candidates, right.get(q)))
                .toArray();
        return new Retrieval(
                Arrays.stream(found).mapToInt(rank -> (int) (rank >>> 1)).toArray(), candidates.length, (int)
                        Arrays.stream(found).filter(rank -> (rank & 1) == 1).count());
    }

    /** Twice the rank, and one more where it is tied. */
    private static long rank(double[] query, double[][] candidates, int[] right) {
        double[] products = new double[candidates.length];
        for (int c = 0; c < products.length; c++) {
            products[c] = UnitVectors.dot(query, candidates[c]);
        }
        double nearest = IntStream.of(right).mapToDouble(c -> products[c]).max().orElseThrow();
        for (int c : right) {
            products[c] = Double.NEGATIVE_INFINITY;
        }
        long ahead = Arrays.stream(products)
                .filter(product -> product >= nearest - Rounding.OF_PRODUCTS)
                .count();
        boolean isTied =
                Arrays.stream(products).anyMatch(product -> Math.abs(product - nearest) <= Rounding.OF_PRODUCTS);
        return (1 + ahead) * 2 + (isTied ? 1 : 0);
    }

    /** Whether a right candidate is among the first {@code k} of each query. */
    public boolean[] found(int k) {
        boolean[] found = new boolean[ranks.length];
        for (int q = 0; q < found.length; q++) {
            found[q] = ranks[q] <= k;
        }
        return found;
    }

    /** Recall at {@code k}. */
    public Share recall(int k) {
        return Share.of(found(k));
    }

    /** The median rank; null without queries. */
    public @Nullable Double medianRank() {
        if (ranks.length == 0) {
            return null;
        }
        int[] ascending = ranks.clone();
        Arrays.sort(ascending);
        int middle = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2.0;
    }
}
