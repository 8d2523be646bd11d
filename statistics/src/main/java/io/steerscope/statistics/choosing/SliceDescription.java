package io.steerscope.statistics.choosing;

import java.util.List;

/**
 * What the images of a slice have in common.
 *
 * @param medoid place of the image whose mean cosine to the others is greatest
 * @param nearest places of the images of the slice that are nearest to it, at most 6, nearest first
 * @param traits what is over-represented among them, the most surprising first
 */
public record SliceDescription(int medoid, List<Integer> nearest, List<Trait> traits) {

    /** Copies the lists. */
    public SliceDescription {
        nearest = List.copyOf(nearest);
        traits = List.copyOf(traits);
    }

    /**
     * A value that more images of a slice have than would by chance.
     *
     * @param kind such as {@code category}, {@code alpha}, {@code method} or {@code word}
     * @param value such as {@code 0.5} or {@code red}
     * @param inSlice images of the slice that have it
     * @param inAll images that have it
     * @param p hypergeometric: chance of as many in as large a sample of images
     * @param q p adjusted by Benjamini and Hochberg over all that the images of the slice have
     */
    public record Trait(String kind, String value, int inSlice, int inAll, double p, double q) {}
}
