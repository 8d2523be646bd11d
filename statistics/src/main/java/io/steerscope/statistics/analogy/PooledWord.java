package io.steerscope.statistics.analogy;

import java.util.List;

import io.steerscope.statistics.geometry.Offsets;

/**
 * The images of a word, summed in double in the order in which they are given.
 *
 * @param images how many there are, at least one
 * @param meanOfRaw mean of the vectors as they are
 * @param meanOfUnit mean of the vectors divided by their lengths
 */
public record PooledWord(int images, double[] meanOfRaw, double[] meanOfUnit) {

    /** Of vectors of a length above 0. */
    public static PooledWord of(List<float[]> vectors) {
        int d = vectors.get(0).length;
        double[] raw = new double[d];
        double[] unit = new double[d];
        double[] vector = new double[d];
        for (float[] given : vectors) {
            for (int k = 0; k < d; k++) {
                vector[k] = given[k];
                raw[k] += given[k];
            }
            Arithmetic.normalise(vector);
            for (int k = 0; k < d; k++) {
                unit[k] += vector[k];
            }
        }
        for (int k = 0; k < d; k++) {
            raw[k] /= vectors.size();
            unit[k] /= vectors.size();
        }
        return new PooledWord(vectors.size(), raw, unit);
    }

    /** The mean of a pooling. */
    public double[] mean(Pooling pooling) {
        return pooling == Pooling.UNIT ? meanOfUnit : meanOfRaw;
    }

    /** Length of the mean of unit vectors, in [0, 1]: how alike the images are. */
    public double resultantLength() {
        return Offsets.length(meanOfUnit);
    }
}
