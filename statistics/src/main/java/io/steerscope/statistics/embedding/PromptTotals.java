package io.steerscope.statistics.embedding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each prompt, in the order of its first image: how many images it has, and the sum of their vectors. */
final class PromptTotals {

    private final int dimensions;
    private final Map<Integer, Total> totals = new LinkedHashMap<>();

    private static final class Total {

        private final double[] sum;
        private int count;

        private Total(int dimensions) {
            this.sum = new double[dimensions];
        }
    }

    /** Takes what one prompt adds to sums over images. */
    @FunctionalInterface
    interface Taker {
        void take(int prompt, int count, double[] sum);
    }

    PromptTotals(int dimensions) {
        this.dimensions = dimensions;
    }

    void add(int prompt, double[] vector) {
        Total total = totals.computeIfAbsent(prompt, any -> new Total(dimensions));
        total.count++;
        Products.add(total.sum, 1.0, vector, 0, dimensions);
    }

    /** Takes what another one took. */
    void merge(PromptTotals other) {
        other.totals.forEach((prompt, more) -> {
            Total total = totals.computeIfAbsent(prompt, any -> new Total(dimensions));
            total.count += more.count;
            Products.add(total.sum, 1.0, more.sum, 0, dimensions);
        });
    }

    int prompts() {
        return totals.size();
    }

    void forEach(Taker taker) {
        totals.forEach((prompt, total) -> taker.take(prompt, total.count, total.sum));
    }

    /** C_xx and C_xy over n images; in coordinates of the prompts where those are fewer than their dimensions. */
    TextMoments moments(TextFeatures texts, int n) {
        List<double[]> features = new ArrayList<>(totals.size());
        double[][] sums = new double[totals.size()][];
        forEach((prompt, count, sum) -> {
            double root = Math.sqrt(count);
            double[] feature = texts.of(prompt);
            double[] scaled = new double[dimensions];
            for (int j = 0; j < feature.length; j++) {
                feature[j] *= root;
            }
            for (int j = 0; j < dimensions; j++) {
                scaled[j] = sum[j] / (root * n);
            }
            sums[features.size()] = scaled;
            features.add(feature);
        });
        double[][] rows = Coordinates.reduced(features.toArray(double[][]::new));
        int width = rows[0].length;
        double[][] upper = new double[width][width];
        Products.addSquares(upper, rows, 0, rows.length);
        return new TextMoments(Products.symmetric(upper, 1.0 / n), Products.ofRows(rows, sums, width, dimensions));
    }
}
