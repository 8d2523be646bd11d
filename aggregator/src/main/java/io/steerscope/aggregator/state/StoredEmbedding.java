package io.steerscope.aggregator.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.record.MarginScore;

/**
 * The image embedding of a score as the aggregator keeps it. Immutable; equal embeddings have equal bytes.
 *
 * <pre>
 * format 1 | scoredAt of its score in ms, big-endian | elements as float32, little-endian
 * </pre>
 */
public final class StoredEmbedding implements Comparable<StoredEmbedding> {

    private static final byte FORMAT = 1;
    private static final int SCORED_AT = 1;
    private static final int VECTOR = SCORED_AT + Long.BYTES;

    private final byte[] bytes;

    private StoredEmbedding(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The embedding of a score, of this release or of one before it; empty if it carries none. */
    public static Optional<StoredEmbedding> of(MarginScore score) {
        ByteBuffer elements = score.getEmbedding();
        if (elements == null) {
            elements = EmbeddingBytes.ofImage(score).map(EmbeddingBytes::of).orElse(null);
        }
        return elements == null
                ? Optional.empty()
                : Optional.of(of(score.getScoredAt().toEpochMilli(), elements));
    }

    private static StoredEmbedding of(long scoredAtMillis, ByteBuffer elements) {
        return new StoredEmbedding(ByteBuffer.allocate(VECTOR + elements.remaining())
                .put(FORMAT)
                .putLong(scoredAtMillis)
                .put(elements.duplicate())
                .array());
    }

    /**
     * The embedding of these bytes, which are not to be changed afterwards: a vector is large, and is not copied for
     * every step.
     *
     * @throws IllegalArgumentException if these are not the bytes of an embedding
     */
    public static StoredEmbedding fromBytes(byte[] bytes) {
        if (bytes.length < VECTOR || bytes[0] != FORMAT || (bytes.length - VECTOR) % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no embedding of format " + FORMAT);
        }
        return new StoredEmbedding(bytes);
    }

    /** Its bytes, which are not to be changed. */
    public byte[] toBytes() {
        return bytes;
    }

    /** When its score was made, in milliseconds: a score that was replaced meanwhile has another embedding. */
    public long scoredAtMillis() {
        return ByteBuffer.wrap(bytes).getLong(SCORED_AT);
    }

    /** Its elements. */
    public float[] vector() {
        return EmbeddingBytes.vector(ByteBuffer.wrap(bytes, VECTOR, bytes.length - VECTOR));
    }

    /** By their bytes, so that of several one can be chosen whatever their order. */
    @Override
    public int compareTo(StoredEmbedding other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredEmbedding that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
