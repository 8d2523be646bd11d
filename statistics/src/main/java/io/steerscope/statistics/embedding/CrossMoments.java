package io.steerscope.statistics.embedding;

import org.ejml.data.DMatrixRMaj;

/** C_xx and C_xy of one kind of text features, prompt by prompt. */
final class CrossMoments implements PromptTotals.Taker {

    private final TextFeatures texts;
    private final DMatrixRMaj upper;
    private final DMatrixRMaj cross;
    private final double[][] features;
    private final double[][] sums;
    private int waiting;

    CrossMoments(TextFeatures texts, int imageDimensions) {
        this.texts = texts;
        this.upper = new DMatrixRMaj(texts.dimensions(), texts.dimensions());
        this.cross = new DMatrixRMaj(texts.dimensions(), imageDimensions);
        this.features = new double[Products.CHUNK][texts.dimensions()];
        this.sums = new double[Products.CHUNK][imageDimensions];
    }

    @Override
    public void take(int prompt, int count, double[] sum) {
        double root = Math.sqrt(count);
        double[] feature = features[waiting];
        double[] scaled = sums[waiting];
        texts.fill(prompt, feature);
        for (int j = 0; j < feature.length; j++) {
            feature[j] *= root;
        }
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] = sum[j] / root;
        }
        waiting++;
        if (waiting == Products.CHUNK) {
            flush();
        }
    }

    private void flush() {
        Products.addSquares(upper, features, 0, waiting);
        Products.addProducts(cross, features, sums, waiting);
        waiting = 0;
    }

    TextMoments moments(int n) {
        flush();
        DMatrixRMaj scaled = cross.copy();
        for (int i = 0; i < scaled.data.length; i++) {
            scaled.data[i] /= n;
        }
        return new TextMoments(Products.symmetric(upper, 1.0 / n), scaled);
    }
}
