package io.steerscope.statistics.embedding;

import org.ejml.data.DMatrixRMaj;

/** C_xx and C_xy of one kind of text features, prompt by prompt. */
final class CrossMoments implements PromptTotals.Taker {

    private final TextFeatures texts;
    private final double[] feature;
    private final DMatrixRMaj upper;
    private final DMatrixRMaj cross;

    CrossMoments(TextFeatures texts, int imageDimensions) {
        this.texts = texts;
        this.feature = new double[texts.dimensions()];
        this.upper = new DMatrixRMaj(texts.dimensions(), texts.dimensions());
        this.cross = new DMatrixRMaj(texts.dimensions(), imageDimensions);
    }

    @Override
    public void take(int prompt, int count, double[] sum) {
        texts.fill(prompt, feature);
        Products.addProduct(cross, 1.0, feature, sum);
        double root = Math.sqrt(count);
        for (int j = 0; j < feature.length; j++) {
            feature[j] *= root;
        }
        Products.addSquare(upper, feature);
    }

    TextMoments moments(int n) {
        DMatrixRMaj scaled = cross.copy();
        for (int i = 0; i < scaled.data.length; i++) {
            scaled.data[i] /= n;
        }
        return new TextMoments(Products.symmetric(upper, 1.0 / n), scaled);
    }
}
