package io.steerscope.aggregator.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.results.analysis.Embeddings;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;

/** The embeddings in the stores of all instances, read some hundred at a time. */
final class LiveEmbeddings implements Embeddings {

    /** A thousand vectors of 768 dimensions are 3 MB. */
    private static final int AT_A_TIME = 1_000;

    private final LiveState state;

    LiveEmbeddings(LiveState state) {
        this.state = state;
    }

    @Override
    public long images(List<MarginScore> scores, Reader reader) {
        long read = 0;
        for (int from = 0; from < scores.size(); from += AT_A_TIME) {
            List<MarginScore> some = scores.subList(from, Math.min(scores.size(), from + AT_A_TIME));
            Map<String, List<StoredEmbedding>> found =
                    state.embeddings(some.stream().map(LiveEmbeddings::key).toList());
            for (MarginScore score : some) {
                Optional<StoredEmbedding> own = own(score, found.getOrDefault(key(score), List.of()));
                if (own.isPresent()) {
                    reader.take(score, own.get().vector());
                    read++;
                }
            }
        }
        return read;
    }

    /** The embedding that came with the score: one of a record that it replaced, or that stands beside it, is not its own. */
    private static Optional<StoredEmbedding> own(MarginScore score, List<StoredEmbedding> found) {
        return found.stream()
                .filter(one -> one.scoredAtMillis() == score.getScoredAt().toEpochMilli())
                .min(StoredEmbedding::compareTo);
    }

    private static String key(MarginScore score) {
        return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
    }

    @Override
    public Map<Text, float[]> texts(Collection<Text> texts) {
        Map<String, Text> byKey = new HashMap<>();
        texts.forEach(text ->
                byKey.put(RecordKeys.textEmbeddingKey(text.scorerSha256(), text.scorerDtype(), text.text()), text));
        Map<String, TextEmbedding> found = state.textEmbeddings(byKey.keySet());
        Map<Text, float[]> vectors = new HashMap<>();
        found.forEach((key, record) -> vectors.put(byKey.get(key), EmbeddingBytes.vector(record.getEmbedding())));
        return vectors;
    }
}
