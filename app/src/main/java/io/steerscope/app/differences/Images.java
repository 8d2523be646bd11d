package io.steerscope.app.differences;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Images with their vectors.
 *
 * @param names in their order; of images that have numbers alone, those
 * @param numbered whether images have numbers alone, which JSON then gives in place of names
 * @param vectors unit vectors
 */
public record Images(List<String> names, boolean numbered, double[][] vectors) {

    /** Copies the list. */
    public Images {
        names = List.copyOf(names);
    }

    /** Images of a space, in the order of their names. */
    static Images of(Iterable<String> names, EmbeddingSpace space) {
        TreeSet<String> sorted = new TreeSet<>();
        names.forEach(sorted::add);
        return new Images(
                List.copyOf(sorted), false, sorted.stream().map(space::image).toArray(double[][]::new));
    }

    /** Images that have numbers alone, from 0. */
    static Images numbered(double[][] vectors) {
        return new Images(
                IntStream.range(0, vectors.length).mapToObj(Integer::toString).toList(), true, vectors);
    }

    /** What JSON calls an image. */
    Object key(int image) {
        if (numbered) {
            return image;
        }
        return names.get(image);
    }
}
