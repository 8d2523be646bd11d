package io.steerscope.inference.tokenize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.TokenizerRules;

/**
 * What a {@code tokenizer.json} says of the texts that it knows.
 *
 * @param unknownId id of the token that stands for what it does not know, or {@link TokenizerRules#NO_TOKEN}
 * @param unknownToken the text of that token, such as {@code <unk>}; empty where there is none
 * @param drops whether it leaves out without a trace what it does not know
 * @param words the words that it knows, where it knows whole words alone; else empty
 */
record Vocabulary(long unknownId, String unknownToken, boolean drops, List<String> words) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST_SHOWN = 3;
    private static final int MOST_SHOWN = 8;

    Vocabulary {
        words = List.copyOf(words);
    }

    /** @throws BundleException if the file cannot be read */
    static Vocabulary read(Path file) {
        try {
            return of(JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new BundleException(file + " is not a tokenizer: " + e.getMessage(), e);
        }
    }

    private static Vocabulary of(JsonNode tokenizer) {
        JsonNode model = tokenizer.path("model");
        JsonNode added = tokenizer.path("added_tokens");
        String type = model.path("type").asText();
        if (type.equals("Unigram")) {
            long id = model.path("unk_id").asLong(TokenizerRules.NO_TOKEN);
            String token = id == TokenizerRules.NO_TOKEN
                    ? ""
                    : model.path("vocab").path((int) id).path(0).asText();
            return new Vocabulary(id, token, false, List.of());
        }
        String token = model.path("unk_token").asText("");
        long id = model.path("vocab").path(token).asLong(addedId(added, token));
        boolean hasNone = token.isEmpty() || model.path("unk_token").isNull();
        boolean drops =
                type.equals("BPE") && hasNone && !model.path("byte_fallback").asBoolean();
        return new Vocabulary(
                hasNone ? TokenizerRules.NO_TOKEN : id,
                hasNone ? "" : token,
                drops,
                type.equals("WordLevel") ? words(model.path("vocab"), added) : List.of());
    }

    private static long addedId(JsonNode added, String token) {
        for (JsonNode one : added) {
            if (one.path("content").asText().equals(token)) {
                return one.path("id").asLong(TokenizerRules.NO_TOKEN);
            }
        }
        return TokenizerRules.NO_TOKEN;
    }

    private static List<String> words(JsonNode vocabulary, JsonNode added) {
        Set<String> special = new HashSet<>();
        added.forEach(one -> special.add(one.path("content").asText()));
        List<String> words = new ArrayList<>();
        vocabulary.fieldNames().forEachRemaining(word -> {
            if (!special.contains(word)) {
                words.add(word);
            }
        });
        return words.stream().sorted().toList();
    }

    /**
     * What it knows, in one line, such as {@code knows 89 words, such as ...}; empty where that is not a list of words.
     */
    Optional<String> language() {
        List<String> longer =
                words.stream().filter(word -> word.length() >= SHORTEST_SHOWN).toList();
        if (longer.isEmpty()) {
            return Optional.empty();
        }
        int shown = Math.min(MOST_SHOWN, longer.size());
        List<String> some = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            some.add(longer.get((int) ((2L * i + 1) * longer.size() / (2L * shown))));
        }
        return Optional.of(
                "knows %d words, such as %s, and no others".formatted(words.size(), String.join(", ", some)));
    }
}
