package io.steerscope.statistics.analogy;

import java.util.List;

/**
 * Vectors that were computed, such as means.
 *
 * @param vectors at least one, all of one dimension
 */
public record DoubleVectors(List<double[]> vectors) implements WordVectors {

    /** Copies the list. */
    public DoubleVectors {
        vectors = List.copyOf(vectors);
    }

    @Override
    public int count() {
        return vectors.size();
    }

    @Override
    public int dimension() {
        return vectors.get(0).length;
    }

    @Override
    public void copy(int number, double[] into) {
        System.arraycopy(vectors.get(number), 0, into, 0, into.length);
    }
}
