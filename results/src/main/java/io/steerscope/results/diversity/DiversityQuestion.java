package io.steerscope.results.diversity;

import java.util.List;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.diversity.DiversitySettings;

/**
 * What is asked of the images of an experiment.
 *
 * @param category cells and groups of this category alone; null for all
 * @param alpha cells and groups of this strength alone; null for all
 * @param conditions what spectra are conditioned on
 * @param ridges ridges of these
 * @param cosine whether under the cosine kernel
 * @param gaussian the Gaussian kernel; null without
 * @param order a further order of the Vendi score; or none
 * @param loss the loss of diversity of interest
 * @param intervals which groups get intervals
 * @param permutations of the test that prompts do not matter; 0 without
 */
public record DiversityQuestion(
        @Nullable String category,
        @Nullable Double alpha,
        List<Condition> conditions,
        List<Double> ridges,
        boolean cosine,
        DiversitySettings.@Nullable Gaussian gaussian,
        OptionalDouble order,
        double loss,
        Intervals intervals,
        int permutations) {

    private static final long PERMUTATION_SEED = 1;

    /** Which groups get jackknife intervals. */
    public enum Intervals {
        /** All where that takes a few seconds at most, else none. */
        AUTO,
        /** All. */
        TRUE,
        /** None. */
        FALSE,
        /** All once there will be no further images, none before. */
        FINISHED
    }

    /** Copies the lists. */
    public DiversityQuestion {
        conditions = List.copyOf(conditions);
        ridges = List.copyOf(ridges);
    }

    /** Whether a group or cell is asked for; null is all categories or strengths. */
    boolean wants(@Nullable String ofCategory, @Nullable Double ofAlpha) {
        return (category == null || category.equals(ofCategory)) && (alpha == null || alpha.equals(ofAlpha));
    }

    /**
     * What is to be computed.
     *
     * @param isFinished whether there will be no further images
     */
    DiversitySettings settings(boolean isFinished) {
        return new DiversitySettings(
                true,
                true,
                ridges,
                cosine,
                gaussian,
                order,
                loss,
                switch (intervals) {
                    case AUTO -> DiversitySettings.Intervals.AUTO;
                    case TRUE -> DiversitySettings.Intervals.ALL;
                    case FALSE -> DiversitySettings.Intervals.NONE;
                    case FINISHED -> isFinished ? DiversitySettings.Intervals.ALL : DiversitySettings.Intervals.NONE;
                },
                permutations,
                PERMUTATION_SEED,
                null);
    }
}
