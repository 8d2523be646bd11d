package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prompts by number, in the order in which they come. Texts of one pair are one prompt if their vectors are equal. */
public final class NumberedPrompts {

    private record Key(String pair, List<Content> texts) {}

    /** A vector by its elements. */
    private static final class Content {

        private final float[] elements;
        private final int hash;

        private Content(float[] elements) {
            this.elements = elements;
            this.hash = Arrays.hashCode(elements);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && Arrays.equals(elements, content.elements);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<List<float[]>> prompts = new ArrayList<>();

    /**
     * The number of a prompt.
     *
     * @param pair its pair; empty where images are not of pairs
     * @param texts vectors of its texts, as many of every prompt and in one order
     */
    public int of(String pair, List<float[]> texts) {
        Key key = new Key(pair, texts.stream().map(Content::new).toList());
        Integer known = numbers.putIfAbsent(key, prompts.size());
        if (known != null) {
            return known;
        }
        prompts.add(List.copyOf(texts));
        return prompts.size() - 1;
    }

    /** The vectors of one text of every prompt, by number of the prompt. */
    public float[][] texts(int place) {
        return prompts.stream().map(texts -> texts.get(place)).toArray(float[][]::new);
    }
}
