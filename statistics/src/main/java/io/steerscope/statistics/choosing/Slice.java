package io.steerscope.statistics.choosing;

import org.jspecify.annotations.Nullable;

/**
 * A node of the hierarchy and how its images do.
 *
 * @param height Ward's distance at which its parts were joined
 * @param members places of its images among those with a score, ascending
 * @param groups number of groups that its images are of
 * @param mean mean score
 * @param lift how far the scores are above the reference on average, in units of the score
 * @param designEffect how many times the variance of the lift is what it would be of independent images
 * @param se standard error of the lift where scores are exchangeable over images but for their groups
 * @param z lift / se
 * @param p two-sided p-value of z, normal
 * @param q p adjusted by Benjamini and Hochberg over all slices
 * @param shrunkenLift lift tau^2 / (tau^2 + se^2), what is to be expected of other images of the kind
 * @param permutationP p-value of |z| among the greatest of all slices over permutations of groups; null without
 * @param selected whether q and the shrunken lift are beyond their limits
 * @param reported whether it is selected and shares no image with one of greater |z|
 * @param meetsMinDrop whether it lies below the reference by the drop of the published rule, which is no test; null
 *     without such a drop
 * @param description what its images have in common; null where it is not reported
 */
public record Slice(
        double height,
        int[] members,
        int groups,
        double mean,
        double lift,
        double designEffect,
        double se,
        double z,
        double p,
        double q,
        double shrunkenLift,
        @Nullable Double permutationP,
        boolean selected,
        boolean reported,
        @Nullable Boolean meetsMinDrop,
        @Nullable SliceDescription description) {

    /** 97.5 % point of the standard normal distribution. */
    private static final double TWO_SIDED_95 = 1.959963984540054;

    /** Number of images. */
    public int support() {
        return members.length;
    }

    /** Lower end of the 95 % interval of the lift, at one look and of this slice alone. */
    public double low() {
        return lift - TWO_SIDED_95 * se;
    }

    /** Upper end of that interval. */
    public double high() {
        return lift + TWO_SIDED_95 * se;
    }

    Slice reported(SliceDescription as) {
        return new Slice(
                height,
                members,
                groups,
                mean,
                lift,
                designEffect,
                se,
                z,
                p,
                q,
                shrunkenLift,
                permutationP,
                selected,
                true,
                meetsMinDrop,
                as);
    }
}
