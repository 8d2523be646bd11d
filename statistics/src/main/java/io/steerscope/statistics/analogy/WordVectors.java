package io.steerscope.statistics.analogy;

/** Vectors by number, all of one dimension; read by several threads at once. */
public interface WordVectors {

    /** How many there are. */
    int count();

    /** Coordinates of each. */
    int dimension();

    /**
     * Writes a vector as it was given, not divided by its length.
     *
     * @param into of {@link #dimension} elements
     */
    void copy(int number, double[] into);
}
