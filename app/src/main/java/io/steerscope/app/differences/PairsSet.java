package io.steerscope.app.differences;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.differences.ImagePair;

/**
 * Pairs of images with texts about their differences, and what one model makes of them.
 *
 * @param name of the model, and of the way in which texts become directions where there are several
 * @param images with their vectors
 * @param texts directions of the texts
 * @param pairs in an order of their content; of a file of vectors in that of the file, by which their numbers are known
 * @param categories of the pairs, as many; empty where the pairs have none
 * @param values of the images, by which one text for all pairs can be checked as a ranking; null where there are none
 */
public record PairsSet(
        String name,
        Images images,
        double[][] texts,
        List<ImagePair> pairs,
        List<String> categories,
        double @Nullable [] values) {

    /** Copies the lists. */
    public PairsSet {
        pairs = List.copyOf(pairs);
        categories = List.copyOf(categories);
    }

    /** Whether all pairs have one text. */
    boolean hasOneText() {
        return pairs.stream().mapToInt(ImagePair::text).distinct().count() == 1;
    }
}
