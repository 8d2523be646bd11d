package io.steerscope.statistics.embedding;

/** C_xx and C_xy of one kind of text features, prompt by prompt. */
final class CrossMoments implements PromptTotals.Taker {

    private final TextFeatures texts;
    private final double[][] upper;
    private final double[][] cross;
    private final double[][] features;
    private final double[][] sums;
    private int waiting;

    CrossMoments(TextFeatures texts, int imageDimensions) {
        this.texts = texts;
        this.upper = new double[texts.dimensions()][texts.dimensions()];
        this.cross = new double[texts.dimensions()][imageDimensions];
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

    /** Takes all that another one of the same texts took. */
    void merge(CrossMoments other) {
        flush();
        other.flush();
        for (int i = 0; i < upper.length; i++) {
            Products.add(upper[i], 1.0, other.upper[i], i, upper.length);
            Products.add(cross[i], 1.0, other.cross[i], 0, cross[i].length);
        }
    }

    TextMoments moments(int n) {
        flush();
        double[][] scaled = Products.copy(cross);
        for (double[] row : scaled) {
            Products.divide(row, n, 0, row.length);
        }
        return new TextMoments(Products.symmetric(upper, 1.0 / n), scaled);
    }
}
