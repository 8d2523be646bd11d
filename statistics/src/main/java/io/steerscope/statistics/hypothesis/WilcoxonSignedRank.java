package io.steerscope.statistics.hypothesis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;

import io.steerscope.statistics.distribution.NormalDistribution;

/**
 * Wilcoxon signed-rank test (Wilcoxon 1945) by its normal approximation.
 *
 * <p>Zeros are dropped, tied magnitudes share their mean rank. With W the sum of the ranks of positive values among m
 * non-zero values and ties of sizes k: z = (W - m(m+1)/4) / sqrt(m(m+1)(2m+1)/24 - sum(k^3 - k)/48), without continuity
 * correction, as {@code scipy.stats.wilcoxon(method="approx")} computes it. The approximation is meant for some ten
 * values and more.
 */
public final class WilcoxonSignedRank {

    private WilcoxonSignedRank() {}

    /** p-value against "the centre of symmetry is at most 0"; empty if every value is 0 or there is none. */
    public static OptionalDouble pGreater(double... values) {
        double[] byMagnitude = Arrays.stream(values)
                .filter(value -> value != 0.0)
                .boxed()
                .sorted(Comparator.comparingDouble(Math::abs))
                .mapToDouble(Double::doubleValue)
                .toArray();
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

    private static int endOfTie(double[] byMagnitude, int from) {
        int to = from + 1;
        while (to < byMagnitude.length && Math.abs(byMagnitude[to]) == Math.abs(byMagnitude[from])) {
            to++;
        }
        return to;
    }
}
