package io.steerscope.statistics.embedding;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The spectra under the Gaussian kernel exp(-|x - y|^2 / (2 sigma^2)) of unit vectors, for images and texts alike:
 * exact, through coordinates whose inner products are the kernel's values. Time grows with the cube of the number of
 * images, memory with its square.
 *
 * @param sigma width, above 0
 */
public record GaussianKernel(double sigma) {

    /** The most images for which the exact kernel is taken by default. */
    public static final int MOST_IMAGES = 4_096;

    /** @throws IllegalArgumentException if sigma is not a number above 0 */
    public GaussianKernel {
        if (!(sigma > 0.0) || Double.isInfinite(sigma)) {
            throw new IllegalArgumentException("sigma must be above 0, is " + sigma);
        }
    }

    /**
     * Moments in the space of the kernel.
     *
     * @param images vectors in key order, at least one
     * @param prompts the prompt of each
     * @param texts what is known of prompts; empty to leave prompts out
     */
    public ImageMoments moments(float[][] images, int[] prompts, Optional<TextFeatures> texts) {
        double[][] rows = coordinates(UnitVectors.of(images));
        Numbering byPrompt = Numbering.of(prompts);
        List<TextFeatures> features = texts
                .map(known -> TextFeatures.ofRows(coordinates(
                        IntStream.of(byPrompt.values()).mapToObj(known::of).toArray(double[][]::new))))
                .stream()
                .toList();
        RunningMean mean = new RunningMean(rows[0].length);
        for (double[] row : rows) {
            mean.add(row);
        }
        return ImageAccumulator.ofRows(mean, rows, byPrompt.of(), features, images.length);
    }

    private double[][] coordinates(double[][] vectors) {
        double scale = -0.5 / (sigma * sigma);
        return Coordinates.of(
                vectors.length, (i, j) -> StrictMath.exp(scale * UnitVectors.squaredDistance(vectors[i], vectors[j])));
    }
}
