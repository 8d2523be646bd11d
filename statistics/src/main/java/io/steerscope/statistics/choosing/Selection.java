package io.steerscope.statistics.choosing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Images that were selected, and what the choice costs and gains.
 *
 * @param images their places, in the order in which they were chosen, or of their groups
 * @param meanScore their mean score; null of none
 * @param meanPairwiseDistance mean of 1 - cos over pairs of them; null of fewer than two
 * @param vendi Vendi score of order 1, how many kinds of image they are in effect; null of none
 */
public record Selection(
        List<Integer> images,
        @Nullable Double meanScore,
        @Nullable Double meanPairwiseDistance,
        @Nullable Double vendi) {

    /** Copies the list. */
    public Selection {
        images = List.copyOf(images);
    }
}
