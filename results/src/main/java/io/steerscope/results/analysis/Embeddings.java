package io.steerscope.results.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.steerscope.schemas.record.MarginScore;

/**
 * The embeddings that scorers gave with their scores, wherever they are kept. They are never all in memory: a reader
 * gets one after the other, in the order that it asks for, so that what it makes of them depends on the records alone
 * and not on when they arrived, on partitions, or on who holds them.
 */
public interface Embeddings {

    /** Where none were kept. */
    Embeddings NONE = new Embeddings() {
        @Override
        public long images(List<MarginScore> scores, Reader reader) {
            return 0;
        }

        @Override
        public Map<Text, float[]> texts(Collection<Text> texts) {
            return Map.of();
        }
    };

    /** Gets the embeddings. */
    @FunctionalInterface
    interface Reader {

        /**
         * Takes one embedding.
         *
         * @param score the score that it came with
         * @param vector its elements, about of length 1; the reader's own
         */
        void take(MarginScore score, float[] vector);
    }

    /**
     * A text as one scorer read it.
     *
     * @param scorerSha256 checksum of the scorer's bundle
     * @param scorerDtype what the scorer computed in
     * @param text the text
     */
    record Text(String scorerSha256, String scorerDtype, String text) {

        /** The source prompt of a score that notes its scorer's type. */
        public static Text ofSource(MarginScore score) {
            return new Text(score.getScorerSha256(), String.valueOf(score.getScorerDtype()), score.getSource());
        }

        /** The target prompt of a score that notes its scorer's type. */
        public static Text ofTarget(MarginScore score) {
            return new Text(score.getScorerSha256(), String.valueOf(score.getScorerDtype()), score.getTarget());
        }
    }

    /**
     * Reads the image embeddings of scores, in the order of the scores; those that have none are passed over.
     *
     * @return number of embeddings that were read
     */
    long images(List<MarginScore> scores, Reader reader);

    /** The embeddings of texts; those that have none are not in it. */
    Map<Text, float[]> texts(Collection<Text> texts);

    /** Whether one of the first scores has an embedding. */
    default boolean hasSome(List<MarginScore> scores) {
        return images(scores.subList(0, Math.min(scores.size(), 100)), (score, vector) -> {}) > 0;
    }
}
