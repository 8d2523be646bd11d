package io.steerscope.statistics.diversity;

import java.util.Set;

/**
 * What is known of images that a set may lack so far.
 *
 * @param seeds seeds that make an item complete; empty for those that the images have
 * @param hasUnsteered whether there are unsteered images of each pair, so that the baseline is alpha 0
 * @param hasOwnSeeds whether every item is complete with the images that it has, whichever their seeds are
 */
public record ImagePlan(Set<Long> seeds, boolean hasUnsteered, boolean hasOwnSeeds) {

    /** The images are all there are. */
    public static final ImagePlan OBSERVED = new ImagePlan(Set.of(), false, false);

    /** Of items that are complete with the same seeds. */
    public ImagePlan(Set<Long> seeds, boolean hasUnsteered) {
        this(seeds, hasUnsteered, false);
    }

    /** Copies the set. */
    public ImagePlan {
        seeds = Set.copyOf(seeds);
    }
}
