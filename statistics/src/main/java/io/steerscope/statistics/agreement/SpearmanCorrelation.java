package io.steerscope.statistics.agreement;

import java.util.OptionalDouble;

/**
 * Spearman's rank correlation (Spearman 1904): Pearson's correlation of the ranks, where tied values share the mean of
 * their ranks, as {@code scipy.stats.spearmanr} computes it.
 *
 * <p>With d = 2 rank - (n + 1) for x and e likewise for y, whole numbers even for ties, it is sum(d e) / sqrt(sum(d^2)
 * sum(e^2)). The sums are exact integers, so only the last root and division round.
 */
public final class SpearmanCorrelation {

    private SpearmanCorrelation() {}

    /**
     * The correlation of x and y, in [-1, 1]; empty if one of them does not vary, or has fewer than two values.
     *
     * @param x finite numbers
     * @param y finite numbers, as many
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     * @throws ArithmeticException if there are more than some 3,000,000 pairs, whose sums do not fit
     */
    public static OptionalDouble of(double[] x, double[] y) {
        return of(PairedValues.of(x, y));
    }

    static OptionalDouble of(PairedValues values) {
        long products = 0;
        long squaresOfX = 0;
        long squaresOfY = 0;
        for (int i = 0; i < values.n(); i++) {
            long d = values.x()[i].centredRank(values.n());
            long e = values.y()[i].centredRank(values.n());
            products = Math.addExact(products, d * e);
            squaresOfX = Math.addExact(squaresOfX, d * d);
            squaresOfY = Math.addExact(squaresOfY, e * e);
        }
        if (squaresOfX == 0 || squaresOfY == 0) {
            return OptionalDouble.empty();
        }
        double scale =
                squaresOfX == squaresOfY ? squaresOfX : Math.sqrt((double) squaresOfX) * Math.sqrt((double) squaresOfY);
        return OptionalDouble.of(Math.max(-1.0, Math.min(1.0, products / scale)));
    }
}
