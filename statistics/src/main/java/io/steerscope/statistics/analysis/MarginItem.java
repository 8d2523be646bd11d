package io.steerscope.statistics.analysis;

import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The unit of analysis: all margins of one pair at one alpha.
 *
 * @param pairId prompt pair
 * @param category category of the pair
 * @param alpha steering strength, finite
 * @param margins margins over the seeds
 */
public record MarginItem(String pairId, String category, double alpha, ItemAccumulator margins) {

    /** Checks that alpha is finite; an alpha of -0.0 becomes 0.0. */
    public MarginItem {
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("Alpha of pair " + pairId + " is " + alpha);
        }
        alpha += 0.0;
    }

    /**
     * The same item with its mean as its one margin, so that it weighs as much as any other.
     *
     * @throws IllegalStateException if it has no margins
     */
    public MarginItem asMean() {
        return new MarginItem(pairId, category, alpha, ItemAccumulator.EMPTY.addUnits(margins.meanUnits()));
    }
}
