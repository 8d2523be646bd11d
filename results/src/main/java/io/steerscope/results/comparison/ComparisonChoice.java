package io.steerscope.results.comparison;

import org.jspecify.annotations.Nullable;

/**
 * What is compared.
 *
 * @param scorer this scorer alone; null for all that both have
 * @param method this method of B alone; null for all that both have
 * @param against the method of A that is subtracted from it; null for the same method
 * @param images how many of the images that changed most are shown of each scorer
 */
public record ComparisonChoice(@Nullable String scorer, @Nullable String method, @Nullable String against, int images) {

    /** How many images are shown unless it is said otherwise. */
    public static final int IMAGES = 12;

    /** Everything that both have. */
    public static final ComparisonChoice ALL = new ComparisonChoice(null, null, null, IMAGES);
}
