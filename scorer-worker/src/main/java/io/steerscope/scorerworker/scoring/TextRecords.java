package io.steerscope.scorerworker.scoring;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.TextEmbedding;

/** Writes down what a scorer makes of prompts. */
final class TextRecords {

    private final ClipBundle bundle;
    private final String scorerId;

    TextRecords(ClipBundle bundle, String scorerId) {
        this.bundle = bundle;
        this.scorerId = scorerId;
    }

    /** The record of one prompt. */
    TextEmbedding of(String prompt, io.steerscope.inference.clip.TextEmbedding encoded) {
        return new TextEmbedding(
                scorerId,
                bundle.sha256(),
                bundle.dtype().id(),
                prompt,
                encoded.truncated(),
                encoded.unknown().size(),
                EmbeddingBytes.unit(encoded.vector()));
    }
}
