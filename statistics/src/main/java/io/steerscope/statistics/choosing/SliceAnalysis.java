package io.steerscope.statistics.choosing;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The slices of a set of images.
 *
 * @param n images with a score
 * @param mean mean score
 * @param sd standard deviation of the scores; where categories are the reference, about the means of these; null of one
 *     image
 * @param intraclassCorrelation of the scores in groups, one-way ANOVA, 0 where it is negative or each image stands
 *     alone
 * @param tau2 variance between the expected lifts of slices, by DerSimonian and Laird
 * @param slices in order of height and first member
 */
public record SliceAnalysis(
        int n, double mean, @Nullable Double sd, double intraclassCorrelation, double tau2, List<Slice> slices) {

    /** The greatest |z| first, then support, then the first member. */
    static final Comparator<Slice> STRONGEST = Comparator.comparingDouble((Slice slice) -> -Math.abs(slice.z()))
            .thenComparingInt(slice -> -slice.support())
            .thenComparingInt(slice -> slice.members()[0]);

    /** Copies the list. */
    public SliceAnalysis {
        slices = List.copyOf(slices);
    }

    /** The slices to look at, the strongest first; no two of them share an image. */
    public List<Slice> reported() {
        return slices.stream().filter(Slice::reported).sorted(STRONGEST).toList();
    }

    /** How many slices are selected, those within others among them. */
    public int selected() {
        return (int) slices.stream().filter(Slice::selected).count();
    }
}
