package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What is left of images without their prompts: y - x B with B = (C_xx + ridge I)^-1 C_xy, the ridge regression of unit
 * image vectors y on text features x over the images of a set; at ridge 0 by the pseudo-inverse.
 */
public final class PromptRemoval {

    private final float[][] images;
    private final int[] prompts;
    private final double[][] texts;
    private final double[][] coefficients;
    private final double residualMeanSquare;

    private PromptRemoval(float[][] images, int[] prompts, double[][] texts, double[][] coefficients) {
        this.images = images;
        this.prompts = prompts;
        this.texts = texts;
        this.coefficients = coefficients;
        double[] sum = {0.0};
        forEach((image, residual) -> sum[0] += UnitVectors.dot(residual, residual));
        this.residualMeanSquare = sum[0] / images.length;
    }

    /** Takes what is left of one image. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a residual.
         *
         * @param image its place among the images
         * @param residual in the dimensions of the images; overwritten afterwards
         */
        void take(int image, double[] residual);
    }

    /**
     * The regression over all images.
     *
     * @param images vectors in key order, at least one
     * @param prompts the prompt of each
     * @param ridge at least 0, in units in which the trace of C_xx is 1
     */
    public static PromptRemoval of(float[][] images, int[] prompts, TextFeatures texts, double ridge) {
        int n = images.length;
        int dimensions = images[0].length;
        Numbering byPrompt = Numbering.of(prompts);
        double[][] rows = Coordinates.reduced(
                IntStream.of(byPrompt.values()).mapToObj(texts::of).toArray(double[][]::new));
        CrossMoments cross = new CrossMoments(TextFeatures.ofRows(rows), dimensions);
        double[] unit = new double[dimensions];
        int first = 0;
        while (first < n) {
            double[] sum = new double[dimensions];
            int prompt = byPrompt.of()[first];
            int next = first;
            for (; next < n && byPrompt.of()[next] == prompt; next++) {
                UnitVectors.fill(images[next], unit, 0, 1.0);
                Products.add(sum, 1.0, unit, 0, dimensions);
            }
            cross.take(prompt, next - first, sum);
            first = next;
        }
        return new PromptRemoval(images, byPrompt.of(), rows, cross.moments(n).coefficients(ridge));
    }

    /** Mean of |y - x B|^2. */
    public double residualMeanSquare() {
        return residualMeanSquare;
    }

    /** 1 - residual mean square / mean of |y|^2, which is 1. */
    public double explained() {
        return 1.0 - residualMeanSquare;
    }

    /** Hands out what is left of each image, in order. */
    public void forEach(Taker taker) {
        double[] fitted = new double[coefficients[0].length];
        double[] residual = new double[coefficients[0].length];
        int fittedPrompt = -1;
        for (int image = 0; image < images.length; image++) {
            if (prompts[image] != fittedPrompt) {
                fittedPrompt = prompts[image];
                fit(texts[fittedPrompt], fitted);
            }
            UnitVectors.fill(images[image], residual, 0, 1.0);
            Products.add(residual, -1.0, fitted, 0, residual.length);
            taker.take(image, residual);
        }
    }

    private void fit(double[] text, double[] fitted) {
        Arrays.fill(fitted, 0.0);
        for (int i = 0; i < text.length; i++) {
            Products.add(fitted, text[i], coefficients[i], 0, fitted.length);
        }
    }
}
