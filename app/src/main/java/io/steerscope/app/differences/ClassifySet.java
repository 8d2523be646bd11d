package io.steerscope.app.differences;

import java.util.List;

import io.steerscope.statistics.differences.Comparative;

/**
 * Images with their classes, and what one model makes of the classes' texts and comparatives.
 *
 * @param name of the model
 * @param classes names
 * @param classVectors unit vectors of the classes' texts
 * @param labels number of the class of each image
 */
public record ClassifySet(
        String name,
        List<String> classes,
        double[][] classVectors,
        List<Comparative> comparatives,
        Images images,
        int[] labels) {

    /** Copies the lists. */
    public ClassifySet {
        classes = List.copyOf(classes);
        comparatives = List.copyOf(comparatives);
    }
}
