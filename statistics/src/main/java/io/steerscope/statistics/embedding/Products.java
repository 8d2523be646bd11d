package io.steerscope.statistics.embedding;

import org.ejml.data.DMatrixRMaj;

/**
 * Products of matrices that are given by rows. Four rows are added at a time, so that a sum is a function of the rows
 * and their order alone; sixteen are taken together to each row of the sum, which then is read from memory once.
 */
final class Products {

    /** How many rows are best handed over together; a multiple of four. */
    static final int CHUNK = 16;

    private static final int BLOCK = 4;

    private Products() {}

    /** Adds sum of row' row over the rows from..to-1 to the upper triangle. */
    static void addSquares(DMatrixRMaj upper, double[][] rows, int from, int to) {
        for (int chunk = from; chunk < to; chunk += CHUNK) {
            int end = Math.min(to, chunk + CHUNK);
            for (int i = 0; i < upper.numRows; i++) {
                addTo(upper, i, i, rows, rows, chunk, end);
            }
        }
    }

    /** Adds sum of left' right over the rows 0..count-1. */
    static void addProducts(DMatrixRMaj sum, double[][] left, double[][] right, int count) {
        for (int chunk = 0; chunk < count; chunk += CHUNK) {
            int end = Math.min(count, chunk + CHUNK);
            for (int i = 0; i < sum.numRows; i++) {
                addTo(sum, i, 0, left, right, chunk, end);
            }
        }
    }

    /** Adds sum of left[i] right to row i of the sum, from column {@code first} on. */
    private static void addTo(DMatrixRMaj sum, int i, int first, double[][] left, double[][] right, int from, int to) {
        int d = sum.numCols;
        int row = i * d;
        double[] data = sum.data;
        int k = from;
        for (; k + BLOCK <= to; k += BLOCK) {
            double[] p = right[k];
            double[] q = right[k + 1];
            double[] r = right[k + 2];
            double[] s = right[k + 3];
            double pi = left[k][i];
            double qi = left[k + 1][i];
            double ri = left[k + 2][i];
            double si = left[k + 3][i];
            for (int j = first; j < d; j++) {
                data[row + j] += pi * p[j] + qi * q[j] + ri * r[j] + si * s[j];
            }
        }
        for (; k < to; k++) {
            double[] p = right[k];
            double pi = left[k][i];
            for (int j = first; j < d; j++) {
                data[row + j] += pi * p[j];
            }
        }
    }

    /** Adds row' row to the upper triangle. */
    static void addSquare(DMatrixRMaj upper, double[] vector) {
        addSquares(upper, new double[][] {vector}, 0, 1);
    }

    /** Adds weight left' right. */
    static void addProduct(DMatrixRMaj sum, double weight, double[] left, double[] right) {
        int d = sum.numCols;
        double[] data = sum.data;
        for (int i = 0; i < sum.numRows; i++) {
            double factor = weight * left[i];
            int row = i * d;
            for (int j = 0; j < d; j++) {
                data[row + j] += factor * right[j];
            }
        }
    }

    /** left' right of two matrices given by equally many rows. */
    static DMatrixRMaj ofRows(double[][] left, double[][] right, int leftWidth, int rightWidth) {
        DMatrixRMaj sum = new DMatrixRMaj(leftWidth, rightWidth);
        addProducts(sum, left, right, left.length);
        return sum;
    }

    /** The inner products of the rows with each other. */
    static DMatrixRMaj gram(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        DMatrixRMaj upper = new DMatrixRMaj(rows.length, rows.length);
        addSquares(upper, columns, 0, columns.length);
        return symmetric(upper, 1.0);
    }

    /** Copies the upper triangle, multiplied by a factor, to both triangles of a new matrix. */
    static DMatrixRMaj symmetric(DMatrixRMaj upper, double factor) {
        int d = upper.numCols;
        DMatrixRMaj full = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double value = factor * upper.data[i * d + j];
                full.data[i * d + j] = value;
                full.data[j * d + i] = value;
            }
        }
        return full;
    }

    /** The inner product, by four sums. */
    static double dot(double[] left, double[] right, int length) {
        double first = 0.0;
        double second = 0.0;
        double third = 0.0;
        double fourth = 0.0;
        int j = 0;
        for (; j + BLOCK <= length; j += BLOCK) {
            first += left[j] * right[j];
            second += left[j + 1] * right[j + 1];
            third += left[j + 2] * right[j + 2];
            fourth += left[j + 3] * right[j + 3];
        }
        double sum = first + second + (third + fourth);
        for (; j < length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }
}
