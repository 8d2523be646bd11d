package io.steerscope.statistics.analogy;

import java.util.List;

import io.steerscope.statistics.geometry.Offsets;

/**
 * The images of a word, summed in double in the order in which they are given.
 *
 * @param images how many there are, at least one
 * @param meanOfRaw mean of the vectors as they are
 * @param meanOfUnit mean of the vectors divided by their lengths
 * @param meanLength mean length of the vectors
 */
public record PooledWord(int images, double[] meanOfRaw, double[] meanOfUnit, double meanLength) {

    /** Half a unit in the last place of a float32 of 1: below it a mean is what rounding left of it. */
    private static final double ROUNDING = 0x1p-24;

    /** Of vectors of a length above 0. */
    public static PooledWord of(List<float[]> vectors) {
        int d = vectors.get(0).length;
        double[] raw = new double[d];
        double[] unit = new double[d];
        double[] vector = new double[d];
        double lengths = 0.0;
        for (float[] given : vectors) {
            for (int k = 0; k < d; k++) {
                vector[k] = given[k];
                raw[k] += given[k];
            }
            lengths += Offsets.length(vector);
            Arithmetic.normalise(vector);
            for (int k = 0; k < d; k++) {
                unit[k] += vector[k];
            }
        }
        for (int k = 0; k < d; k++) {
            raw[k] /= vectors.size();
            unit[k] /= vectors.size();
        }
        return new PooledWord(vectors.size(), raw, unit, lengths / vectors.size());
    }

    /** The mean of a pooling. */
    public double[] mean(Pooling pooling) {
        return pooling == Pooling.UNIT ? meanOfUnit : meanOfRaw;
    }

    /** Whether the images cancel out in the mean of a pooling, which then has no direction. */
    public boolean cancels(Pooling pooling) {
        double length = pooling == Pooling.UNIT ? 1.0 : meanLength;
        return !(Offsets.length(mean(pooling)) > ROUNDING * length);
    }

    /** Length of the mean of unit vectors, in [0, 1]: how alike the images are. */
    public double resultantLength() {
        return Offsets.length(meanOfUnit);
    }
}
