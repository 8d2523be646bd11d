package io.steerscope.statistics.agreement;

import java.util.OptionalDouble;

/**
 * Kendall's rank correlation tau-b (Kendall 1945): with C concordant and D discordant pairs of subjects among n0 =
 * n(n - 1)/2, of which n1 are tied in x and n2 in y, it is (C - D) / sqrt((n0 - n1)(n0 - n2)), as {@code
 * scipy.stats.kendalltau} computes it. All counts are exact integers, from {@link PairCounts}.
 */
public final class KendallCorrelation {

    private KendallCorrelation() {}

    /**
     * The correlation of x and y, in [-1, 1]; empty if one of them does not vary, or has fewer than two values.
     *
     * @param x finite numbers
     * @param y finite numbers, as many
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public static OptionalDouble of(double[] x, double[] y) {
        return of(PairedValues.of(x, y));
    }

    static OptionalDouble of(PairedValues values) {
        PairCounts counts = PairCounts.of(values);
        long varyingX = counts.all() - counts.tiedX();
        long varyingY = counts.all() - counts.tiedY();
        if (varyingX == 0 || varyingY == 0) {
            return OptionalDouble.empty();
        }
        long difference = counts.concordant() - counts.discordant();
        double scale = varyingX == varyingY ? varyingX : Math.sqrt((double) varyingX) * Math.sqrt((double) varyingY);
        return OptionalDouble.of(Math.max(-1.0, Math.min(1.0, difference / scale)));
    }
}
