package io.steerscope.app.differences;

import java.util.List;

/**
 * Images with their captions, and what one model makes of them.
 *
 * @param name of the model
 * @param texts different captions
 * @param textVectors unit vectors of the captions
 * @param captions numbers of the captions of each image, at least one
 */
public record RetrieveSet(
        String name, Images images, List<String> texts, double[][] textVectors, List<int[]> captions) {

    /** Copies the lists. */
    public RetrieveSet {
        texts = List.copyOf(texts);
        captions = List.copyOf(captions);
    }
}
