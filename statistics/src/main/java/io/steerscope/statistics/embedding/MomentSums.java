package io.steerscope.statistics.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

/** Sums of yy', xx' and x'y over images, from which a part of the images can be taken away. */
final class MomentSums {

    private final int n;
    private final double[][] images;
    private final double @Nullable [][] texts;
    private final double @Nullable [][] cross;

    private MomentSums(int n, double[][] images, double @Nullable [][] texts, double @Nullable [][] cross) {
        this.n = n;
        this.images = images;
        this.texts = texts;
        this.cross = cross;
    }

    /**
     * Sums over some images.
     *
     * @param rows all images
     * @param prompts the prompt of each
     * @param texts text features by prompt; null to leave prompts out
     * @param places which images, in ascending order
     */
    static MomentSums of(double[][] rows, int[] prompts, double @Nullable [][] texts, int[] places) {
        int width = rows[0].length;
        double[][] images = new double[width][width];
        double[][] chosen = new double[places.length][];
        for (int i = 0; i < places.length; i++) {
            chosen[i] = rows[places[i]];
        }
        Products.addSquares(images, chosen, 0, chosen.length);
        if (texts == null) {
            return new MomentSums(places.length, images, null, null);
        }
        PromptTotals totals = new PromptTotals(width);
        for (int place : places) {
            totals.add(prompts[place], rows[place]);
        }
        int textWidth = texts[0].length;
        double[][] ofTexts = new double[textWidth][textWidth];
        double[][] cross = new double[textWidth][width];
        List<double[]> scaled = new ArrayList<>(totals.prompts());
        List<double[]> ofPrompts = new ArrayList<>(totals.prompts());
        List<double[]> ofImages = new ArrayList<>(totals.prompts());
        totals.forEach((prompt, count, sum) -> {
            double[] text = texts[prompt].clone();
            double root = Math.sqrt(count);
            for (int j = 0; j < textWidth; j++) {
                text[j] *= root;
            }
            scaled.add(text);
            ofPrompts.add(texts[prompt]);
            ofImages.add(sum);
        });
        Products.addSquares(ofTexts, scaled.toArray(double[][]::new), 0, scaled.size());
        Products.addProducts(
                cross, ofPrompts.toArray(double[][]::new), ofImages.toArray(double[][]::new), ofPrompts.size());
        return new MomentSums(places.length, images, ofTexts, cross);
    }

    /** Sums of yy', of which the upper triangle. */
    double[][] images() {
        return images;
    }

    /** Sums of xx', of which the upper triangle. */
    double[][] texts() {
        return Objects.requireNonNull(texts);
    }

    /** Sums of x'y. */
    double[][] cross() {
        return Objects.requireNonNull(cross);
    }

    /** The sums over the other images. */
    MomentSums without(MomentSums part) {
        return new MomentSums(
                n - part.n,
                difference(images, part.images),
                texts == null || part.texts == null ? null : difference(texts, part.texts),
                cross == null || part.cross == null ? null : difference(cross, part.cross));
    }

    /** log Vendi, log sce and log modes; NaN what is not determined. */
    double[] logarithms(double ridge) {
        double[][] moments = Products.symmetric(images, 1.0 / n);
        double vendi = EigenSpectrum.of(Products.copy(moments)).entropy();
        if (texts == null || cross == null) {
            return new double[] {vendi, Double.NaN, Double.NaN};
        }
        double[][] scaled = Products.copy(cross);
        for (double[] row : scaled) {
            Products.divide(row, n, 0, row.length);
        }
        TextMoments beside = new TextMoments(Products.symmetric(texts, 1.0 / n), scaled);
        EigenSpectrum left = ConditionalSpectrum.left(moments, beside.explainedRoot(ridge));
        OptionalDouble modes = left.modes();
        return new double[] {vendi, left.trace() * left.entropy(), modes.isEmpty() ? Double.NaN : left.entropy()};
    }

    private static double[][] difference(double[][] whole, double[][] part) {
        double[][] rest = Products.copy(whole);
        for (int i = 0; i < rest.length; i++) {
            Products.add(rest[i], -1.0, part[i], 0, rest[i].length);
        }
        return rest;
    }
}
