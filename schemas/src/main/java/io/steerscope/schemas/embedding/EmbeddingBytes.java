package io.steerscope.schemas.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

import io.steerscope.schemas.record.MarginScore;

/**
 * The form of embeddings in records: elements as IEEE 754 float32, little-endian, one after another without a header,
 * so that a vector of {@code d} elements has {@code 4 d} bytes.
 */
public final class EmbeddingBytes {

    /** By how much the length of an embedding may differ from 1: types of few bits round. */
    public static final double LENGTH_TOLERANCE = 1e-3;

    private EmbeddingBytes() {}

    /**
     * A vector divided by its length, in double, and rounded to float32.
     *
     * @throws IllegalArgumentException if an element is not finite, or the vector has no length
     */
    public static ByteBuffer unit(float[] vector) {
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || !Double.isFinite(length)) {
            throw new IllegalArgumentException("A vector of length " + length + " has no direction");
        }
        ByteBuffer bytes = allocate(vector.length);
        for (float element : vector) {
            bytes.putFloat((float) (element / length));
        }
        return bytes.flip();
    }

    /** The elements of a vector as they are. */
    public static ByteBuffer of(float[] vector) {
        ByteBuffer bytes = allocate(vector.length);
        for (float element : vector) {
            bytes.putFloat(element);
        }
        return bytes.flip();
    }

    /**
     * The elements of a vector; reads from the buffer's position to its limit and moves neither.
     *
     * @throws IllegalArgumentException if the number of bytes is no multiple of four
     */
    public static float[] vector(ByteBuffer bytes) {
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes are no vector of float32");
        }
        FloatBuffer elements = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float[] vector = new float[elements.remaining()];
        elements.get(vector);
        return vector;
    }

    /** Whether bytes are a vector of length 1: a multiple of four, each element finite. */
    public static boolean isUnit(ByteBuffer bytes) {
        return bytes.remaining() % Float.BYTES == 0 && isOne(length(bytes));
    }

    /** The Euclidean length, summed in double; NaN or infinite where an element is, 0 of no elements. */
    public static double length(ByteBuffer bytes) {
        FloatBuffer elements = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        double squares = 0;
        while (elements.hasRemaining()) {
            double element = elements.get();
            squares += element * element;
        }
        return Math.sqrt(squares);
    }

    /**
     * The image embedding of a score, of this release or of one before it; empty if the score carries none. Releases
     * before did not check theirs: one that has not length 1 is none.
     *
     * @throws IllegalArgumentException if the number of bytes is no multiple of four
     */
    public static Optional<float[]> ofImage(MarginScore score) {
        ByteBuffer bytes = score.getEmbedding();
        if (bytes != null) {
            return Optional.of(vector(bytes));
        }
        List<Float> earlier = score.getImageEmbedding();
        return earlier == null
                ? Optional.empty()
                : Optional.of(unboxed(earlier)).filter(EmbeddingBytes::isUnit);
    }

    private static boolean isUnit(float[] vector) {
        double squares = 0;
        for (float element : vector) {
            squares += (double) element * element;
        }
        return isOne(Math.sqrt(squares));
    }

    private static boolean isOne(double length) {
        return Math.abs(length - 1) <= LENGTH_TOLERANCE;
    }

    private static float[] unboxed(List<Float> elements) {
        float[] vector = new float[elements.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = elements.get(i);
        }
        return vector;
    }

    private static ByteBuffer allocate(int elements) {
        return ByteBuffer.allocate(elements * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
