package io.steerscope.app.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.app.embeddings.EmbeddingKey;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.statistics.embedding.TextFeatures;

/**
 * The prompts of a table by number, in the order of their first image. The texts of a pair are one prompt; otherwise
 * equal vectors are.
 */
final class Prompts {

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

    private final Set<TextRole> roles;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final Map<TextRole, List<float[]>> vectors = new HashMap<>();

    Prompts(Set<TextRole> roles) {
        this.roles = roles;
        roles.forEach(role -> vectors.put(role, new ArrayList<>()));
    }

    /** The number of the prompt of an image; 0 where no texts are read. */
    int of(EmbeddingRow row) {
        boolean isOfPair = roles.contains(TextRole.SOURCE) || roles.contains(TextRole.TARGET);
        String pair = isOfPair && row.key() instanceof EmbeddingKey.OfPair key ? key.pairId() : "";
        List<float[]> texts = new ArrayList<>();
        for (TextRole role : roles) {
            texts.add(row.textVector(role).orElseThrow());
        }
        Key key = new Key(pair, texts.stream().map(Content::new).toList());
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(key, number);
        int text = 0;
        for (TextRole role : roles) {
            vectors(role).add(texts.get(text));
            text++;
        }
        return number;
    }

    /** The vectors of a role by number of the prompt. */
    float[][] of(TextRole role) {
        return vectors(role).toArray(float[][]::new);
    }

    /** The text features of conditions, once every image has its prompt. */
    Map<String, TextFeatures> features(List<Condition> conditions) {
        Map<String, TextFeatures> features = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            switch (condition) {
                case PAIR ->
                    features.put(condition.id(), TextFeatures.ofPairs(of(TextRole.SOURCE), of(TextRole.TARGET)));
                case TARGET -> features.put(condition.id(), TextFeatures.of(of(TextRole.TARGET)));
                case SOURCE -> features.put(condition.id(), TextFeatures.of(of(TextRole.SOURCE)));
                case PROMPT -> features.put(condition.id(), TextFeatures.of(of(TextRole.PROMPT)));
                case NONE -> {}
            }
        }
        return features;
    }

    private List<float[]> vectors(TextRole role) {
        return vectors.getOrDefault(role, List.of());
    }
}
