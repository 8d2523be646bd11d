package io.steerscope.statistics.embedding;

import org.ejml.data.DMatrixRMaj;

/**
 * Products of matrices that are given by rows. Four rows are added at a time, so that a sum is a function of the rows
 * and their order alone.
 */
final class Products {

    private static final int BLOCK = 4;

    private Products() {}

    /** Adds sum of row' row over the rows from..to-1 to the upper triangle. */
    static void addSquares(DMatrixRMaj upper, double[][] rows, int from, int to) {
        int i = from;
        for (; i + BLOCK <= to; i += BLOCK) {
            addSquares(upper, rows[i], rows[i + 1], rows[i + 2], rows[i + 3]);
        }
        for (; i < to; i++) {
            addSquare(upper, rows[i]);
        }
    }

    private static void addSquares(DMatrixRMaj upper, double[] p, double[] q, double[] r, double[] s) {
        int d = upper.numCols;
        double[] data = upper.data;
        for (int i = 0; i < d; i++) {
            double pi = p[i];
            double qi = q[i];
            double ri = r[i];
            double si = s[i];
            int row = i * d;
            for (int j = i; j < d; j++) {
                data[row + j] += pi * p[j] + qi * q[j] + ri * r[j] + si * s[j];
            }
        }
    }

    /** Adds row' row to the upper triangle. */
    static void addSquare(DMatrixRMaj upper, double[] vector) {
        int d = upper.numCols;
        double[] data = upper.data;
        for (int i = 0; i < d; i++) {
            double vi = vector[i];
            int row = i * d;
            for (int j = i; j < d; j++) {
                data[row + j] += vi * vector[j];
            }
        }
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
        int i = 0;
        for (; i + BLOCK <= left.length; i += BLOCK) {
            addProducts(sum, left, right, i);
        }
        for (; i < left.length; i++) {
            addProduct(sum, 1.0, left[i], right[i]);
        }
        return sum;
    }

    private static void addProducts(DMatrixRMaj sum, double[][] left, double[][] right, int at) {
        double[] p = right[at];
        double[] q = right[at + 1];
        double[] r = right[at + 2];
        double[] s = right[at + 3];
        int d = sum.numCols;
        double[] data = sum.data;
        for (int i = 0; i < sum.numRows; i++) {
            double pi = left[at][i];
            double qi = left[at + 1][i];
            double ri = left[at + 2][i];
            double si = left[at + 3][i];
            int row = i * d;
            for (int j = 0; j < d; j++) {
                data[row + j] += pi * p[j] + qi * q[j] + ri * r[j] + si * s[j];
            }
        }
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
