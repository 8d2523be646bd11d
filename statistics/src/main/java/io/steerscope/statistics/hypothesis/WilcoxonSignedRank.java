package io.steerscope.statistics.hypothesis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;

import io.steerscope.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon signed-rank test (Wilcoxon 1945), exact for up to {@value #MOST_EXACT} values and by its normal
 * approximation.
 *
 * <p>Zeros are dropped, tied magnitudes share their mean rank. The exact p-value is the share of the 2^m assignments of
 * signs to the ranks whose sum of positive ranks is at least W; twice a mean rank is a whole number, so that the sums
 * are counted exactly with ties as without (Hollander, Wolfe and Chicken 2014, section 3.1, comment 11).
 *
 * <p>Normal approximation: with W the sum of the ranks of positive values among m non-zero values and ties of sizes k:
 * z = (W - m(m+1)/4) / sqrt(m(m+1)(2m+1)/24 - sum(k^3 - k)/48), without continuity correction, as {@code
 * scipy.stats.wilcoxon(method="approx")} computes it. The approximation is meant for some ten values and more.
 */
public final class WilcoxonSignedRank {

    /** Largest number of values other than 0 that has an exact p-value. */
    public static final int MOST_EXACT = 25;

    private WilcoxonSignedRank() {}

    /**
     * Exact p-value against "the centre of symmetry is at most 0"; empty if every value is 0 or there is none, and
     * where more than {@value #MOST_EXACT} are not 0.
     */
    public static OptionalDouble exactPGreater(double... values) {
        double[] byMagnitude = nonZeroByMagnitude(values);
        int m = byMagnitude.length;
        if (m == 0 || m > MOST_EXACT) {
            return OptionalDouble.empty();
        }
        long[] assignments = new long[m * (m + 1) + 1];
        assignments[0] = 1;
        int doubledPositiveRanks = 0;
        for (int from = 0, to; from < m; from = to) {
            to = endOfTie(byMagnitude, from);
            int doubledRank = from + 1 + to;
            for (int i = from; i < to; i++) {
                doubledPositiveRanks += byMagnitude[i] > 0.0 ? doubledRank : 0;
                for (int sum = assignments.length - 1; sum >= doubledRank; sum--) {
                    assignments[sum] += assignments[sum - doubledRank];
                }
            }
        }
        long atLeast = Arrays.stream(assignments, doubledPositiveRanks, assignments.length)
                .sum();
        return OptionalDouble.of(Math.scalb((double) atLeast, -m));
    }

    /** p-value against "the centre of symmetry is at most 0"; empty if every value is 0 or there is none. */
    public static OptionalDouble pGreater(double... values) {
        double[] byMagnitude = nonZeroByMagnitude(values);
        int m = byMagnitude.length;
        if (m == 0) {
            return OptionalDouble.empty();
        }
        double positiveRanks = 0.0;
        double tieCorrection = 0.0;
        for (int from = 0, to; from < m; from = to) {
            to = endOfTie(byMagnitude, from);
            double size = to - from;
            double rank = 0.5 * (from + 1 + to);
            for (int i = from; i < to; i++) {
                positiveRanks += byMagnitude[i] > 0.0 ? rank : 0.0;
            }
            tieCorrection += size * size * size - size;
        }
        double expected = 0.25 * m * (m + 1.0);
        double variance = m * (m + 1.0) * (2.0 * m + 1.0) / 24.0 - tieCorrection / 48.0;
        return OptionalDouble.of(NormalDistribution.upperTail((positiveRanks - expected) / Math.sqrt(variance)));
    }

    private static double[] nonZeroByMagnitude(double... values) {
        return Arrays.stream(values)
                .filter(value -> value != 0.0)
                .boxed()
                .sorted(Comparator.comparingDouble(Math::abs))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static int endOfTie(double[] byMagnitude, int from) {
        int to = from + 1;
        while (to < byMagnitude.length && Math.abs(byMagnitude[to]) == Math.abs(byMagnitude[from])) {
            to++;
        }
        return to;
    }
}
