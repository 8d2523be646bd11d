package io.steerscope.statistics.embedding;

/** Vectors of length 1 from float32 coordinates, in double. */
public final class UnitVectors {

    private UnitVectors() {}

    /**
     * The vector divided by its length.
     *
     * @throws IllegalArgumentException if a coordinate is not finite, or all are 0
     */
    public static double[] of(float[] vector) {
        double[] unit = new double[vector.length];
        fill(vector, unit, 0, 1.0);
        return unit;
    }

    /** The vectors divided by their lengths. */
    public static double[][] of(float[][] vectors) {
        double[][] units = new double[vectors.length][];
        for (int i = 0; i < units.length; i++) {
            units[i] = of(vectors[i]);
        }
        return units;
    }

    /**
     * Writes {@code length} times the unit vector.
     *
     * @param into takes it from position {@code at} on
     */
    static void fill(float[] vector, double[] into, int at, double length) {
        double squares = 0.0;
        for (float coordinate : vector) {
            squares += (double) coordinate * coordinate;
        }
        if (!(squares > 0.0 && squares < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A vector of length " + Math.sqrt(squares) + " has no direction");
        }
        double norm = Math.sqrt(squares);
        for (int j = 0; j < vector.length; j++) {
            into[at + j] = length * (vector[j] / norm);
        }
    }

    /** The inner product, summed from the first coordinate to the last. */
    public static double dot(double[] left, double[] right) {
        double sum = 0.0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }

    /** |left - right|^2; exactly 0 for equal vectors. */
    static double squaredDistance(double[] left, double[] right) {
        double sum = 0.0;
        for (int j = 0; j < left.length; j++) {
            double difference = left[j] - right[j];
            sum += difference * difference;
        }
        return sum;
    }
}
