package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.random.SplitMix64;

/**
 * Random Fourier features of the Gaussian kernel (Rahimi and Recht 2007): phi(x) = [cos(x omega), sin(x omega)] / sqrt
 * D, whose inner products approximate exp(-|x - y|^2 / (2 sigma^2)) with an error of about 1 / sqrt D. One omega serves
 * texts and images: images take as many of its rows as they have dimensions.
 *
 * <p>omega(i, j) = quantile(u) / sigma, i over dimensions, j over features, with u = ((SplitMix64 >>> 11) + 1/2) 2^-53
 * drawn row by row from the stream of the seed.
 */
public final class FourierFeatures {

    private static final double UNIT = 0x1.0p-53;

    private final double[][] omega;

    private FourierFeatures(double[][] omega) {
        this.omega = omega;
    }

    /**
     * Features for vectors of at most the given dimensions.
     *
     * @param features D, at least 1
     * @throws IllegalArgumentException if sigma is not a number above 0
     */
    public static FourierFeatures of(GaussianKernel kernel, int dimensions, int features, long seed) {
        double[][] omega = new double[dimensions][features];
        long state = seed;
        for (double[] row : omega) {
            for (int j = 0; j < features; j++) {
                state += SplitMix64.GOLDEN_GAMMA;
                double uniform = ((SplitMix64.mix(state) >>> 11) + 0.5) * UNIT;
                row[j] = NormalDistribution.quantile(uniform) / kernel.sigma();
            }
        }
        return new FourierFeatures(omega);
    }

    /** The first coordinates of the first row of omega. */
    public List<Double> firstRow(int most) {
        return Arrays.stream(omega[0]).limit(most).boxed().toList();
    }

    /** An accumulator of images in the space of the features. */
    public ImageAccumulator accumulator(Optional<TextFeatures> texts) {
        int dimensions = 2 * omega[0].length;
        return new ImageAccumulator(
                dimensions, texts.map(this::of).stream().toList(), image -> of(UnitVectors.of(image)));
    }

    private TextFeatures of(TextFeatures texts) {
        return new TextFeatures() {
            @Override
            public int dimensions() {
                return 2 * omega[0].length;
            }

            @Override
            public void fill(int prompt, double[] into) {
                System.arraycopy(FourierFeatures.this.of(texts.of(prompt)), 0, into, 0, into.length);
            }
        };
    }

    private double[] of(double[] vector) {
        int features = omega[0].length;
        double[] angles = new double[features];
        for (int i = 0; i < vector.length; i++) {
            double[] row = omega[i];
            for (int j = 0; j < features; j++) {
                angles[j] += vector[i] * row[j];
            }
        }
        double scale = 1.0 / Math.sqrt(features);
        double[] mapped = new double[2 * features];
        for (int j = 0; j < features; j++) {
            mapped[j] = scale * StrictMath.cos(angles[j]);
            mapped[features + j] = scale * StrictMath.sin(angles[j]);
        }
        return mapped;
    }
}
