package io.steerscope.statistics.hypothesis;

import java.util.Collection;
import java.util.Optional;

import io.steerscope.statistics.distribution.NormalDistribution;

/**
 * Page's test for ordered alternatives (Page 1963, JASA 58, 216-230) by its normal approximation: whether values rise
 * with the column, within rows.
 *
 * <p>Each of m rows of k values is ranked by itself, ties sharing their mean rank; L = sum over columns j = 1 .. k of j
 * times the column's rank sum. Without any effect L has mean m k (k + 1)^2 / 4 and variance m k^2 (k + 1)(k^2 - 1)
 * / 144. Agrees with {@code scipy.stats.page_trend_test(method="asymptotic")}.
 *
 * @param rows number of rows m
 * @param columns number of columns k
 * @param l Page's L
 * @param z standardised L
 * @param pGreater P(Z >= z)
 */
public record PageTrendTest(int rows, int columns, double l, double z, double pGreater) {

    /**
     * The test; empty without rows or with fewer than three columns.
     *
     * @throws IllegalArgumentException if rows differ in length
     */
    public static Optional<PageTrendTest> of(Collection<long[]> rows) {
        int m = rows.size();
        int k = m == 0 ? 0 : rows.iterator().next().length;
        if (k < 3) {
            return Optional.empty();
        }
        double l = 0.0;
        for (long[] row : rows) {
            if (row.length != k) {
                throw new IllegalArgumentException("Rows of " + k + " and of " + row.length + " columns");
            }
            for (int column = 0; column < k; column++) {
                l += (column + 1) * rank(row, column);
            }
        }
        double expected = 0.25 * m * k * (k + 1.0) * (k + 1.0);
        double variance = m * (double) k * k * (k + 1.0) * (k * (double) k - 1.0) / 144.0;
        double z = (l - expected) / Math.sqrt(variance);
        return Optional.of(new PageTrendTest(m, k, l, z, NormalDistribution.upperTail(z)));
    }

    private static double rank(long[] row, int column) {
        int below = 0;
        int equal = 0;
        for (long value : row) {
            below += value < row[column] ? 1 : 0;
            equal += value == row[column] ? 1 : 0;
        }
        return below + 0.5 * (equal + 1);
    }
}
