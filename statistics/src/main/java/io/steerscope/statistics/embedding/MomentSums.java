package io.steerscope.statistics.embedding;

import java.util.OptionalDouble;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Sums of yy', xx' and x'y over images, from which a part of the images can be taken away. */
final class MomentSums {

    private final int n;
    private final DMatrixRMaj images;
    private final @Nullable DMatrixRMaj texts;
    private final @Nullable DMatrixRMaj cross;

    private MomentSums(int n, DMatrixRMaj images, @Nullable DMatrixRMaj texts, @Nullable DMatrixRMaj cross) {
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
        DMatrixRMaj images = new DMatrixRMaj(width, width);
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
        DMatrixRMaj ofTexts = new DMatrixRMaj(textWidth, textWidth);
        DMatrixRMaj cross = new DMatrixRMaj(textWidth, width);
        totals.forEach((prompt, count, sum) -> {
            double[] text = texts[prompt];
            double root = Math.sqrt(count);
            double[] scaled = new double[textWidth];
            for (int j = 0; j < textWidth; j++) {
                scaled[j] = root * text[j];
            }
            Products.addSquare(ofTexts, scaled);
            Products.addProduct(cross, 1.0, text, sum);
        });
        return new MomentSums(places.length, images, ofTexts, cross);
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
        DMatrixRMaj moments = Products.symmetric(images, 1.0 / n);
        double vendi = EigenSpectrum.of(moments.copy()).entropy();
        if (texts == null || cross == null) {
            return new double[] {vendi, Double.NaN, Double.NaN};
        }
        DMatrixRMaj scaled = cross.copy();
        for (int i = 0; i < scaled.data.length; i++) {
            scaled.data[i] /= n;
        }
        TextMoments beside = new TextMoments(Products.symmetric(texts, 1.0 / n), scaled);
        EigenSpectrum left = ConditionalSpectrum.left(moments, beside.explainedRoot(ridge));
        OptionalDouble modes = left.modes();
        return new double[] {vendi, left.trace() * left.entropy(), modes.isEmpty() ? Double.NaN : left.entropy()};
    }

    private static DMatrixRMaj difference(DMatrixRMaj whole, DMatrixRMaj part) {
        DMatrixRMaj rest = whole.copy();
        for (int i = 0; i < rest.data.length; i++) {
            rest.data[i] -= part.data[i];
        }
        return rest;
    }
}
