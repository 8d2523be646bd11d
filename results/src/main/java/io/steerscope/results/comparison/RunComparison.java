package io.steerscope.results.comparison;

import java.util.List;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.design.DesignScope;

/**
 * What two experiments say of the same pairs.
 *
 * @param a the first
 * @param b the second; contrasts are B less A
 * @param differences what their designs, generators and scorers differ in
 * @param pairs which pairs they have in common
 * @param alphas steering strengths of both, ascending
 * @param seeds noise seeds of both, ascending; of the others nothing counts, but where images are from elsewhere: there
 *     are no seeds then, and every image counts
 * @param contrasts by scorer, methods in the order of B's design
 * @param images those that changed most, by scorer, the largest change first
 */
public record RunComparison(
        RunSide a,
        RunSide b,
        List<DesignDifference> differences,
        PairOverlap pairs,
        List<Double> alphas,
        List<Long> seeds,
        List<RunContrast> contrasts,
        List<ChangedImage> images) {

    /** Copies the lists. */
    public RunComparison {
        differences = List.copyOf(differences);
        alphas = List.copyOf(alphas);
        seeds = List.copyOf(seeds);
        contrasts = List.copyOf(contrasts);
        images = List.copyOf(images);
    }

    /**
     * Compares two experiments.
     *
     * @throws IncomparableException if they have nothing in common that was asked for
     */
    public static RunComparison of(RunSide a, RunSide b, ComparisonChoice choice) {
        return new RunComparer(a, b, choice).compare();
    }

    /** Whether neither gets a score of a further pair. */
    boolean isFinished() {
        return a.isFinished() && b.isFinished();
    }

    /** What the scores of both say of images. */
    Measure measure() {
        return DesignScope.measure(a.experiment());
    }

    /** Whether items are means over the images that each has, whichever their seeds are. */
    boolean hasOwnImages() {
        return DesignScope.isOfImages(a.experiment()) || DesignScope.isOfImages(b.experiment());
    }

    /** Whether both have the same seeds. */
    boolean hasSameSeeds() {
        return seeds.size() == a.experiment().getSeeds().size()
                && seeds.size() == b.experiment().getSeeds().size();
    }
}
