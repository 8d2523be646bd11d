package io.steerscope.statistics.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Moments without some images, from those of all of them. With A = X'X + m r I over all images, m those that are left,
 * the moments that texts leave of the images lose the products of the images taken away, yy', and change by H'H - G'G,
 * as in the leave-one-out formula of a regression: of each prompt with c images taken away F holds sqrt c x, H their
 * sum over sqrt c, and G'G = (H - FB)' (I - F A^-1 F')^-1 (H - FB) with the coefficients B = A^-1 X'Y of all images. So
 * only one matrix of the order of the texts is factored for all pairs of one size.
 */
final class RidgeRemoval {

    private final double[][] rows;
    private final int[] prompts;
    private final double[][] texts;
    private final MomentSums sums;
    private final double ridge;
    private final double[][] images;
    private final Map<Integer, Regression> bySize = new ConcurrentHashMap<>();

    /** Over all images, with the ridge that belongs to those left: its factor, coefficients and residual products. */
    private record Regression(Cholesky factor, double[][] coefficients, double[][] left) {}

    /**
     * Removals to come.
     *
     * @param rows all images
     * @param prompts the prompt of each
     * @param texts text features by prompt
     * @param sums over all images, with texts
     * @param ridge above 0, and large enough for C_xx + ridge I to be well conditioned
     */
    RidgeRemoval(double[][] rows, int[] prompts, double[][] texts, MomentSums sums, double ridge) {
        this.rows = rows;
        this.prompts = prompts;
        this.texts = texts;
        this.sums = sums;
        this.ridge = ridge;
        this.images = Products.symmetric(sums.images(), 1.0);
    }

    /** log Vendi, log sce and log modes without the images at some places; NaN what is not determined. */
    double[] logarithms(int[] places) {
        int rest = rows.length - places.length;
        Regression regression = bySize.computeIfAbsent(rest, this::regression);
        List<double[]> features = new ArrayList<>();
        List<double[]> ofImages = new ArrayList<>();
        collect(places, features, ofImages);
        int width = rows[0].length;
        double[][] negative = new double[places.length][];
        double[][] taken = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            taken[i] = rows[places[i]];
            negative[i] = negated(taken[i]);
        }
        double[][] vendi = Products.copy(images);
        Products.addProducts(vendi, negative, taken, taken.length);
        double[][] left = Products.copy(regression.left());
        Products.addProducts(left, negative, taken, taken.length);
        double[][] h = ofImages.toArray(double[][]::new);
        Products.addProducts(left, h, h, h.length);
        double[][] g = residuals(regression, features.toArray(double[][]::new), h, width);
        double[][] negativeG = new double[g.length][];
        for (int i = 0; i < g.length; i++) {
            negativeG[i] = negated(g[i]);
        }
        Products.addProducts(left, negativeG, g, g.length);
        EigenSpectrum without = EigenSpectrum.of(divided(left, rest));
        OptionalDouble modes = without.modes();
        return new double[] {
            EigenSpectrum.of(divided(vendi, rest)).entropy(),
            without.trace() * without.entropy(),
            modes.isEmpty() ? Double.NaN : without.entropy()
        };
    }

    private Regression regression(int rest) {
        Cholesky factor = Cholesky.of(Products.symmetric(sums.texts(), 1.0), rest * ridge);
        double[][] root = factor.forward(Products.copy(sums.cross()));
        double[][] explained = Products.squares(root, images.length);
        double[][] left = Products.copy(images);
        for (int i = 0; i < left.length; i++) {
            Products.add(left[i], -1.0, explained[i], 0, left.length);
        }
        return new Regression(factor, factor.backward(root), left);
    }

    private void collect(int[] places, List<double[]> features, List<double[]> ofImages) {
        PromptTotals totals = new PromptTotals(rows[0].length);
        for (int place : places) {
            totals.add(prompts[place], rows[place]);
        }
        totals.forEach((prompt, count, sum) -> {
            double root = Math.sqrt(count);
            double[] feature = texts[prompt].clone();
            for (int j = 0; j < feature.length; j++) {
                feature[j] *= root;
            }
            Products.divide(sum, root, 0, sum.length);
            features.add(feature);
            ofImages.add(sum);
        });
    }

    /** G. */
    private static double[][] residuals(Regression regression, double[][] features, double[][] h, int width) {
        int q = features.length;
        double[][] g = Products.copy(h);
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < features[i].length; j++) {
                Products.add(g[i], -features[i][j], regression.coefficients()[j], 0, width);
            }
        }
        double[][] half = regression.factor().forward(Products.transposed(features, features[0].length));
        double[][] leverage = Products.squares(half, q);
        for (double[] row : leverage) {
            for (int j = 0; j < q; j++) {
                row[j] = -row[j];
            }
        }
        return Cholesky.of(leverage, 1.0).forward(g);
    }

    private static double[] negated(double[] vector) {
        double[] negated = new double[vector.length];
        for (int j = 0; j < vector.length; j++) {
            negated[j] = -vector[j];
        }
        return negated;
    }

    private static double[][] divided(double[][] matrix, int divisor) {
        for (double[] row : matrix) {
            Products.divide(row, divisor, 0, row.length);
        }
        return matrix;
    }
}
