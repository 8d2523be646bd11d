package io.steerscope.app.differences;

import java.util.Map;

import io.steerscope.statistics.embedding.UnitVectors;

/**
 * Vectors that one model gives texts and images, all of one dimension.
 *
 * @param name what it is called: the name of a bundle or file
 * @param texts by text, finite, of a length above 0
 * @param images by name, finite, of a length above 0
 * @param textSource what gives the texts their vectors, as messages name it: a bundle or file
 */
public record EmbeddingSpace(String name, Map<String, float[]> texts, Map<String, float[]> images, String textSource) {

    /** The unit vector of a text that is there. */
    double[] text(String text) {
        return unit(texts, text);
    }

    /** The unit vector of an image that is there. */
    double[] image(String image) {
        return unit(images, image);
    }

    private static double[] unit(Map<String, float[]> vectors, String key) {
        float[] vector = vectors.get(key);
        if (vector == null) {
            throw new IllegalArgumentException("There is no vector of " + key);
        }
        return UnitVectors.of(vector);
    }
}
