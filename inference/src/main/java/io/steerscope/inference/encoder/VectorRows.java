package io.steerscope.inference.encoder;

import java.util.Arrays;

/** The rows of a matrix that a model gave. */
public final class VectorRows {

    private VectorRows() {}

    /**
     * The first rows, each an array of its own.
     *
     * @param values the matrix, row by row
     * @param width elements of a row
     * @param count how many rows; those behind them fill the batch
     */
    public static float[][] first(float[] values, int width, int count) {
        float[][] rows = new float[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
        return rows;
    }
}
