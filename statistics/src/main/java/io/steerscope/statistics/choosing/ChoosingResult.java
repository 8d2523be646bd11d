package io.steerscope.statistics.choosing;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was found. Images are spoken of by their place in {@link #images}.
 *
 * @param images those with a score, in key order
 * @param missing how many had no score and were left out
 * @param sampled how many images the hierarchy was built of, where not of all; else 0
 * @param levels the cluster of each image by number of clusters, numbered by first member
 * @param slices groups of images and how they do
 * @param selection by category, in alphabetical order
 * @param nearDuplicates the first pairs of near-duplicates in key order, at most 50
 * @param left how many images are near-duplicates of an earlier one of their category
 * @param map where images lie
 */
public record ChoosingResult(
        List<CandidateImage> images,
        int missing,
        int sampled,
        SortedMap<Integer, int[]> levels,
        SliceAnalysis slices,
        SortedMap<String, CategorySelection> selection,
        List<Duplicate> nearDuplicates,
        int left,
        ImageMap map) {

    /** Copies the collections. */
    public ChoosingResult {
        images = List.copyOf(images);
        levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
        selection = Collections.unmodifiableSortedMap(new TreeMap<>(selection));
        nearDuplicates = List.copyOf(nearDuplicates);
    }

    /**
     * Two images that are nearly equal.
     *
     * @param first place of the one whose key is first
     * @param second place of the other
     */
    public record Duplicate(int first, int second, double cosine) {}

    /** The key of an image. */
    public String key(int place) {
        return images.get(place).key();
    }
}
