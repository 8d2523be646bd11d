package io.steerscope.statistics.geometry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Whether a category has one direction.
 *
 * @param category the category
 * @param texts offsets T - A of its pairs
 * @param exemplarCosine mean over its pairs of {@link PairDirection#exemplarCosine}; null where no pair has one
 * @param images by strength, offsets of the images of its pairs: mean over the seeds of x less that of x_0, over the
 *     seeds that have both; without strength 0
 */
public record CategoryDirection(
        String category,
        OffsetConsistency texts,
        @Nullable Double exemplarCosine,
        SortedMap<Double, OffsetConsistency> images) {

    /** Copies the map. */
    public CategoryDirection {
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }

    /** The same with the images of one strength alone; of all where it is null. */
    CategoryDirection ofStrength(@Nullable Double alpha) {
        SortedMap<Double, OffsetConsistency> chosen = new TreeMap<>(images);
        chosen.keySet().removeIf(one -> alpha != null && !alpha.equals(one));
        return new CategoryDirection(category, texts, exemplarCosine, chosen);
    }
}
