package io.steerscope.app.diversity;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steerscope.app.embeddings.EmbeddingKey;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.results.diversity.Condition;
import io.steerscope.results.diversity.NumberedPrompts;
import io.steerscope.statistics.embedding.TextFeatures;

/**
 * The prompts of a table by number, in the order of their first image. The texts of a pair are one prompt; otherwise
 * equal vectors are.
 */
public final class Prompts {

    private final List<TextRole> roles;
    private final NumberedPrompts numbered = new NumberedPrompts();

    Prompts(Set<TextRole> roles) {
        this.roles = List.copyOf(roles);
    }

    /**
     * The texts that conditions need. With one text of a pair its margin needs the other.
     *
     * @param ofPairs whether images have the texts of pairs, both of them
     */
    public static Set<TextRole> roles(Iterable<Condition> conditions, boolean ofPairs) {
        Set<TextRole> roles = EnumSet.noneOf(TextRole.class);
        conditions.forEach(condition -> {
            switch (condition) {
                case PAIR -> roles.addAll(Set.of(TextRole.SOURCE, TextRole.TARGET));
                case TARGET -> roles.add(TextRole.TARGET);
                case SOURCE -> roles.add(TextRole.SOURCE);
                case PROMPT -> roles.add(TextRole.PROMPT);
                case NONE -> {}
            }
        });
        if (ofPairs && (roles.contains(TextRole.SOURCE) || roles.contains(TextRole.TARGET))) {
            roles.addAll(Set.of(TextRole.SOURCE, TextRole.TARGET));
        }
        return roles;
    }

    /** The number of the prompt of an image; 0 where no texts are read. */
    int of(EmbeddingRow row) {
        boolean isOfPair = roles.contains(TextRole.SOURCE) || roles.contains(TextRole.TARGET);
        String pair = isOfPair && row.key() instanceof EmbeddingKey.OfPair key ? key.pairId() : "";
        List<float[]> texts = new ArrayList<>();
        for (TextRole role : roles) {
            texts.add(row.textVector(role).orElseThrow());
        }
        return numbered.of(pair, texts);
    }

    /** The vectors of a role by number of the prompt. */
    float[][] of(TextRole role) {
        return numbered.texts(roles.indexOf(role));
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
}
