package io.steerscope.statistics.diversity;

import java.util.Set;

/**
 * What is known of images that a set may lack so far.
 *
 * @param seeds seeds that make an item complete; empty for those that the images have
 * @param hasUnsteered whether there are unsteered images of each pair, so that the baseline is alpha 0
 */
public record ImagePlan(Set<Long> seeds, boolean hasUnsteered) {

    /** The images are all there are. */
    public static final ImagePlan OBSERVED = new ImagePlan(Set.of(), false);

    /** Copies the set. */
    public ImagePlan {
        seeds = Set.copyOf(seeds);
    }
}
