package io.steerscope.statistics.diversity;

import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.GaussianKernel;

/**
 * What is computed.
 *
 * @param byCategory whether categories are groups
 * @param byAlpha whether strengths are groups; with byCategory each cell is one too
 * @param ridges of the conditional spectra, each at least 0, at least one
 * @param cosine whether spectra are conditioned on prompts under the cosine kernel
 * @param gaussian the Gaussian kernel; null without
 * @param order a further order of the Vendi score; or none
 * @param loss the loss of diversity of interest, in [0, 1)
 * @param intervals which groups get jackknife intervals
 * @param permutations of the test that prompts do not matter; 0 without
 * @param permutationSeed seed of these
 * @param reference distances from a reference set; null without
 */
public record DiversitySettings(
        boolean byCategory,
        boolean byAlpha,
        List<Double> ridges,
        boolean cosine,
        @Nullable Gaussian gaussian,
        OptionalDouble order,
        double loss,
        Intervals intervals,
        int permutations,
        long permutationSeed,
        @Nullable Reference reference) {

    /** The ridge of figures that are computed at one ridge only, where it is among several. */
    private static final double USUAL_RIDGE = 0.001;

    /** Copies the list. */
    public DiversitySettings {
        ridges = List.copyOf(ridges);
        if (ridges.isEmpty()) {
            throw new IllegalArgumentException("No ridge");
        }
    }

    /**
     * A Gaussian kernel.
     *
     * @param kernel its width
     * @param features number of random Fourier features; 0 for the exact kernel up to a number of images and 1,024
     *     features above
     * @param seed of the features
     * @param mostExact up to how many images of a group the exact kernel is taken, at most 4,096
     */
    public record Gaussian(GaussianKernel kernel, int features, long seed, int mostExact) {

        private static final int USUAL_FEATURES = 1_024;

        /** The exact kernel up to 4,096 images, unless there are features. */
        public Gaussian(GaussianKernel kernel, int features, long seed) {
            this(kernel, features, seed, GaussianKernel.MOST_IMAGES);
        }

        /** Features for a group; 0 for the exact kernel. */
        int featuresFor(int images) {
            return features > 0 || images <= mostExact ? features : USUAL_FEATURES;
        }
    }

    /** Which groups get jackknife intervals. */
    public enum Intervals {
        /** All where that takes a few seconds at most, else none. */
        AUTO,
        /** All. */
        ALL,
        /** None. */
        NONE
    }

    /**
     * What groups of images are compared with.
     *
     * @param vectors a set of images; empty for the baseline images of the same category
     */
    public record Reference(float[][] vectors) {}

    /** The ridge of intervals, kernels, permutations and residuals: 0.001 if it is among the ridges, else the first. */
    public double ridge() {
        return ridges.contains(USUAL_RIDGE) ? USUAL_RIDGE : ridges.get(0);
    }
}
