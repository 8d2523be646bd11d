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
            Map<String, StoredEmbedding> found = own(some);
            for (MarginScore score : some) {
                StoredEmbedding own = found.get(key(score));
                if (own != null) {
                    reader.take(score, own.vector());
                    read++;
                }
            }
        }
        return read;
    }

    /** Nearly all stand where their key puts them; all partitions are asked for the others alone. */
    private Map<String, StoredEmbedding> own(List<MarginScore> scores) {
        Map<String, StoredEmbedding> own = new HashMap<>(state.partitionedEmbeddings(
                scores.stream().map(LiveEmbeddings::key).toList()));
        Map<String, MarginScore> others = new HashMap<>();
        for (MarginScore score : scores) {
            StoredEmbedding one = own.get(key(score));
            if (one == null || !isOf(score, one)) {
                own.remove(key(score));
                others.put(key(score), score);
            }
        }
        if (!others.isEmpty()) {
            Map<String, List<StoredEmbedding>> everywhere = state.embeddings(others.keySet());
            others.forEach((key, score) ->
                    own(score, everywhere.getOrDefault(key, List.of())).ifPresent(one -> own.put(key, one)));
        }
        return own;
    }

    private static boolean isOf(MarginScore score, StoredEmbedding embedding) {
        return embedding.scoredAtMillis() == score.getScoredAt().toEpochMilli();
    }

    /**
     * The embedding that came with the score: one of a record that it replaced, or that stands beside it, is not its
     * own.
     */
    private static Optional<StoredEmbedding> own(MarginScore score, List<StoredEmbedding> found) {
        return found.stream().filter(one -> isOf(score, one)).min(StoredEmbedding::compareTo);
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
