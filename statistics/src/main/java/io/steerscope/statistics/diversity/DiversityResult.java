package io.steerscope.statistics.diversity;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.PromptRemoval;

/**
 * What was found of one method.
 *
 * @param baseline what strengths are compared with; null without strengths
 * @param items in order of pair and strength; empty where images are not of pairs
 * @param cells in order of category and strength; empty where images are not of pairs
 * @param conditions what spectra are conditioned on, by name; the first is that of intervals and kernels
 * @param spectra all images first
 * @param removal the regression of all images on their prompts; null where prompts are left out
 * @param hasIntervals whether jackknife intervals were computed
 */
public record DiversityResult(
        @Nullable BaselineAlpha baseline,
        List<DiversityItem> items,
        List<DiversityCell> cells,
        List<String> conditions,
        List<GroupSpectrum> spectra,
        @Nullable Removal removal,
        boolean hasIntervals) {

    /**
     * A regression on prompts.
     *
     * @param condition the text features
     * @param ridge its ridge
     * @param regression what it leaves of each image
     */
    public record Removal(String condition, double ridge, PromptRemoval regression) {}
}
