package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.schemas.embedding.EmbeddingBytes;

/**
 * Vectors that a CLIP gives texts, with the bits that a scorer writes.
 *
 * @param vectors of the texts, of length 1
 * @param remarks what the model does not read as it is written, a line each
 */
record BundleTexts(List<float[]> vectors, List<String> remarks) {

    private static final int MOST_REMARKS = 10;

    BundleTexts {
        vectors = List.copyOf(vectors);
        remarks = List.copyOf(remarks);
    }

    /**
     * Embeds texts.
     *
     * @param name what the bundle is called
     */
    static BundleTexts of(ClipModel clip, List<String> texts, String name) {
        List<TextEmbedding> embeddings = clip.encodeTexts(texts);
        // What is cut changes a text the most, and stands before what the bound may leave out.
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (embeddings.get(i).truncated()) {
                lines.add("%s is longer than %s takes: %d tokens are cut off"
                        .formatted(texts.get(i), name, embeddings.get(i).cut()));
            }
        }
        lines.addAll(TextRemarks.of(texts, embeddings, clip.bundle()));
        List<String> remarks = new ArrayList<>(lines.subList(0, Math.min(MOST_REMARKS, lines.size())));
        if (lines.size() > MOST_REMARKS) {
            remarks.add("... and " + (lines.size() - MOST_REMARKS) + " more of these kinds");
        }
        return new BundleTexts(
                embeddings.stream()
                        .map(embedding -> EmbeddingBytes.vector(EmbeddingBytes.unit(embedding.vector())))
                        .toList(),
                remarks);
    }
}
