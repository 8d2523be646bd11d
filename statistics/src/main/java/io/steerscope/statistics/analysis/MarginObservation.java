package io.steerscope.statistics.analysis;

/**
 * The margin of one image.
 *
 * @param pairId prompt pair
 * @param category category of the pair
 * @param alpha steering strength, finite
 * @param seed seed of the image's noise
 * @param margin cosine to the target minus cosine to the source, in [-2, 2]
 */
public record MarginObservation(String pairId, String category, double alpha, long seed, double margin) {

    /** Checks the ranges; an alpha of -0.0 becomes 0.0. */
    public MarginObservation {
        if (!Double.isFinite(alpha)) {
            throw new IllegalArgumentException("Alpha of pair " + pairId + ", seed " + seed + " is " + alpha);
        }
        if (!(Math.abs(margin) <= 2.0)) {
            throw new IllegalArgumentException("Margin of pair " + pairId + ", alpha " + alpha + ", seed " + seed
                    + " is " + margin + "; it must lie in [-2, 2]");
        }
        alpha += 0.0;
    }
}
