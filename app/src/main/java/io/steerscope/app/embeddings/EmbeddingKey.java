package io.steerscope.app.embeddings;

import java.util.Comparator;

import io.steerscope.results.document.Numbers;

/**
 * Which image a row of a table is of. Images of pairs are in the order of pair (as a string), alpha and seed (as
 * numbers) and method, others in the order of their names; a table has keys of one kind.
 */
public sealed interface EmbeddingKey extends Comparable<EmbeddingKey> {

    /** {@code pair/alpha/seed}, the alpha without an exponent, or the name of the image. */
    String label();

    /**
     * An image of a pair.
     *
     * @param alpha strength, finite; never -0
     * @param method empty in a table without methods
     */
    record OfPair(String pairId, double alpha, long seed, String method) implements EmbeddingKey {

        private static final Comparator<OfPair> ORDER = Comparator.comparing(OfPair::pairId)
                .thenComparingDouble(OfPair::alpha)
                .thenComparingLong(OfPair::seed)
                .thenComparing(OfPair::method);

        /** Makes -0 to 0. */
        public OfPair {
            alpha += 0.0;
        }

        @Override
        public String label() {
            return pairId + "/" + Numbers.key(alpha) + "/" + seed;
        }

        @Override
        public int compareTo(EmbeddingKey other) {
            return other instanceof OfPair pair ? ORDER.compare(this, pair) : -1;
        }
    }

    /**
     * An image by its name.
     *
     * @param image a path or any other name, not empty
     */
    record OfImage(String image) implements EmbeddingKey {

        @Override
        public String label() {
            return image;
        }

        @Override
        public int compareTo(EmbeddingKey other) {
            return other instanceof OfImage named ? image.compareTo(named.image) : 1;
        }
    }
}
