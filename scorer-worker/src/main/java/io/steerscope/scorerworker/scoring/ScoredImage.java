package io.steerscope.scorerworker.scoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

/**
 * What a scorer makes of an image.
 *
 * @param score the score, with the image embedding if it is kept
 * @param texts embeddings of the prompts that it was computed from; none if embeddings are left out
 */
public record ScoredImage(MarginScore score, List<TextEmbedding> texts) {

    /** Copies the list. */
    public ScoredImage {
        texts = List.copyOf(texts);
    }

    /** The text embeddings by their keys. */
    public Map<String, TextEmbedding> textsByKey() {
        Map<String, TextEmbedding> byKey = new LinkedHashMap<>();
        texts.forEach(text -> byKey.put(
                RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText()), text));
        return byKey;
    }
}
