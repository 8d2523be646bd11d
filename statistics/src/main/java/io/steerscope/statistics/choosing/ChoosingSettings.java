package io.steerscope.statistics.choosing;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What is computed.
 *
 * @param levels numbers of clusters of the levels of the hierarchy that are shown, each at least 1
 * @param slices which nodes of the hierarchy are slices
 * @param rules how images are selected
 * @param count how many are selected of each category, at least 1; {@link SelectionRule#BEST_OF_PAIR} has one of each
 *     group
 * @param weight of the score in {@link SelectionRule#SPREAD}, in [0, 1]
 * @param duplicate cosine from which two images are near-duplicates, in (0, 1]
 * @param mostImages up to how many images all stand in the hierarchy
 * @param sampled how many stand in it where there are more
 */
public record ChoosingSettings(
        List<Integer> levels,
        Slices slices,
        Set<SelectionRule> rules,
        int count,
        double weight,
        double duplicate,
        int mostImages,
        int sampled) {

    private static final int MOST_IMAGES = 10_000;
    private static final int SAMPLED = 8_000;

    /** Copies the collections; levels ascending. */
    public ChoosingSettings {
        levels = List.copyOf(new TreeSet<>(levels));
        rules = rules.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(rules));
    }

    /** The usual limits of the hierarchy: 8,000 images stand for more than 10,000. */
    public ChoosingSettings(
            List<Integer> levels, Slices slices, Set<SelectionRule> rules, int count, double weight, double duplicate) {
        this(levels, slices, rules, count, weight, duplicate, MOST_IMAGES, SAMPLED);
    }

    /**
     * Which nodes are slices, and which of them are selected.
     *
     * @param minSupport least number of images, at least 2
     * @param minGroups least number of groups, at least 1
     * @param minLift least absolute shrunken lift of a selected slice, in units of the score; null for a tenth of the
     *     standard deviation of the scores
     * @param minDrop drop from which a slice is marked as one that the published rule would show, without a test; null
     *     without such marks
     * @param reference what slices are compared with
     * @param permutations of groups, for p-values of the greatest |z|; 0 without
     * @param permutationSeed seed of these
     */
    public record Slices(
            int minSupport,
            int minGroups,
            @Nullable Double minLift,
            @Nullable Double minDrop,
            SliceReference reference,
            int permutations,
            long permutationSeed) {

        /** Level of the false discovery rate. */
        public static final double LEVEL = 0.05;

        private static final double SHARE_OF_SD = 0.1;

        /** Nodes of 5 images and 2 groups, against all images. */
        public static final Slices USUAL = new Slices(5, 2, null, null, SliceReference.ALL, 0, 1);

        /**
         * The least absolute shrunken lift of a selected slice.
         *
         * @param sd standard deviation of the scores; null where it is not known
         */
        public double leastLift(@Nullable Double sd) {
            return minLift != null ? minLift : sd == null ? 0.0 : SHARE_OF_SD * sd;
        }
    }

    /** Levels of 2 to 16 clusters, usual slices, five images of each category by every rule. */
    public static final ChoosingSettings USUAL = new ChoosingSettings(
            List.of(2, 4, 8, 16), Slices.USUAL, EnumSet.allOf(SelectionRule.class), 5, 0.7, 0.9999);
}
