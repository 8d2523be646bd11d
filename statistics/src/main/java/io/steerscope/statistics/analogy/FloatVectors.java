package io.steerscope.statistics.analogy;

import java.util.ArrayList;
import java.util.List;

/** Float32 vectors in memory, in pieces of some 64 Ki numbers, so that growing copies nothing. */
public final class FloatVectors implements WordVectors {

    private static final int PIECE = 1 << 16;

    private final int dimension;
    private final int perPiece;
    private final List<float[]> pieces = new ArrayList<>();
    private int count;

    /** @param dimension at least 1 */
    public FloatVectors(int dimension) {
        this.dimension = dimension;
        this.perPiece = Math.max(1, PIECE / dimension);
    }

    /** Of vectors that are there already. */
    public static FloatVectors of(List<float[]> vectors) {
        FloatVectors all = new FloatVectors(vectors.get(0).length);
        vectors.forEach(all::add);
        return all;
    }

    /** Appends a copy of a vector. */
    public void add(float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(vector.length + " coordinates where there are " + dimension);
        }
        if (count % perPiece == 0) {
            pieces.add(new float[perPiece * dimension]);
        }
        System.arraycopy(vector, 0, pieces.get(count / perPiece), count % perPiece * dimension, dimension);
        count++;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void copy(int number, double[] into) {
        float[] piece = pieces.get(number / perPiece);
        int start = number % perPiece * dimension;
        for (int k = 0; k < dimension; k++) {
            into[k] = piece[start + k];
        }
    }
}
