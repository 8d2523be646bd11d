package io.steerscope.statistics.diversity;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.MeanTest;

/**
 * Margin and seed diversity of a category at one strength, over complete items.
 *
 * @param category the category
 * @param alpha steering strength
 * @param margin margins of the items
 * @param seedDiversity seed diversities of the items
 * @param change against the baseline; null of the baseline itself
 */
public record DiversityCell(
        String category, double alpha, MeanTest margin, MeanTest seedDiversity, @Nullable Change change) {

    /**
     * What changed against the baseline, over pairs complete at both.
     *
     * @param margin margin less that of the same pair at the baseline
     * @param diversity seed diversity less that at the baseline
     * @param diversityRatio mean seed diversity over mean seed diversity at the baseline; null where that is 0 or not
     *     determined
     * @param lossContrast d - (1 - loss) d_0 per pair: below 0 where more than the loss of interest is lost
     * @param lossContrastToLerp the same against {@code lerp} at the same strength; null where it was not run
     * @param pHolmMarginUp p-value of a rise of the margin, adjusted by Holm over all steered cells
     * @param pHolmDiversityDown p-value of a loss contrast below 0, adjusted likewise
     * @param verdict what follows at level 0.05
     */
    public record Change(
            MeanTest margin,
            MeanTest diversity,
            @Nullable Double diversityRatio,
            MeanTest lossContrast,
            @Nullable MeanTest lossContrastToLerp,
            double pHolmMarginUp,
            double pHolmDiversityDown,
            DiversityVerdict verdict) {}
}
