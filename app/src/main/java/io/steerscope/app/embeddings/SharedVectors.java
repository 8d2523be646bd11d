package io.steerscope.app.embeddings;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Vectors that repeat, such as those of prompts: equal ones become one array. */
final class SharedVectors {

    private record Content(float[] elements) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && Arrays.equals(elements, content.elements);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(elements);
        }
    }

    private final Map<Content, float[]> first = new HashMap<>();

    /** The first vector that had the same elements. */
    float[] of(float[] vector) {
        return first.computeIfAbsent(new Content(vector), Content::elements);
    }
}
