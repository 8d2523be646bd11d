package io.steerscope.statistics.geometry;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.MeanTest;

/**
 * A category at one strength. Means are over complete items.
 *
 * @param category the category
 * @param alpha steering strength
 * @param margin margins of the items
 * @param change how the images changed; null of unsteered images, and where there are none to compare with
 */
public record DirectionCell(String category, double alpha, MeanTest margin, @Nullable Change change) {

    /**
     * How images changed, over the complete items every image of which has figures.
     *
     * @param directional {@link DirectionalFigures#directional}
     * @param progress {@link DirectionalFigures#progress}
     * @param step {@link DirectionalFigures#step}
     * @param drift {@link DirectionalFigures#drift}
     * @param preservation {@link DirectionalFigures#preservation}
     * @param withoutUnsteered images without an unsteered one of their pair and seed
     * @param unmoved images that equal their unsteered one
     * @param samePrompts images of pairs whose prompts are equal
     * @param pHolm p-value of a mean directional above 0, adjusted by Holm over all steered cells; 1 where there is no
     *     test
     */
    public record Change(
            MeanTest directional,
            MeanTest progress,
            MeanTest step,
            MeanTest drift,
            MeanTest preservation,
            long withoutUnsteered,
            long unmoved,
            long samePrompts,
            double pHolm) {

        /** Level of the family of tests. */
        public static final double LEVEL = 0.05;

        /** Whether it is shown at level 0.05 that images go the way of their prompts. */
        public boolean followsPrompts() {
            return pHolm < LEVEL;
        }

        Change adjusted(double p) {
            return new Change(
                    directional, progress, step, drift, preservation, withoutUnsteered, unmoved, samePrompts, p);
        }
    }
}
