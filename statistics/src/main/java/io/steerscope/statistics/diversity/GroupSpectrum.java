package io.steerscope.statistics.diversity;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.embedding.PlainSpectrum;
import io.steerscope.statistics.embedding.PromptPermutation;
import io.steerscope.statistics.embedding.ReferenceDistance;

/**
 * The spectra of a group of images.
 *
 * @param group which images
 * @param plain effective numbers whatever the prompts
 * @param prompts number of different prompts
 * @param conditional effective numbers once prompts are taken out, by condition and ridge
 * @param gaussian the same under the Gaussian kernel, of the first condition; null without
 * @param intervals by the jackknife over pairs; null where they were not computed, and below three pairs
 * @param change against the baseline over the pairs complete at both; null of the baseline, and without intervals
 * @param permutation the test that prompts do not matter; null without
 * @param reference distance from a reference set; null without
 */
public record GroupSpectrum(
        ImageGroup group,
        PlainSpectrum plain,
        int prompts,
        Map<String, Map<Double, ConditionalSpectrum>> conditional,
        @Nullable Gaussian gaussian,
        @Nullable Jackknife intervals,
        @Nullable Change change,
        @Nullable PromptPermutation permutation,
        @Nullable ReferenceDistance reference) {

    /**
     * Spectra under a Gaussian kernel.
     *
     * @param sigma its width
     * @param features number of random Fourier features; 0 for the exact kernel
     * @param seed of the features
     * @param omega the first numbers of the first row of omega; empty for the exact kernel
     * @param plain effective numbers whatever the prompts
     * @param conditional once prompts are taken out; null without a condition
     */
    public record Gaussian(
            double sigma,
            int features,
            long seed,
            List<Double> omega,
            PlainSpectrum plain,
            @Nullable ConditionalSpectrum conditional) {}

    /**
     * A group beside the images of the same pairs at the baseline, over pairs complete at both.
     *
     * @param group figures of the group over these pairs
     * @param baseline figures of the baseline over the same pairs
     */
    public record Change(Jackknife group, Jackknife baseline) {}
}
