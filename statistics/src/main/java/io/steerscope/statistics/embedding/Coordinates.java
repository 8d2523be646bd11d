package io.steerscope.statistics.embedding;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;

/**
 * Coordinates of points whose inner products are given: rows with k(i, j) = row_i . row_j, at most as many coordinates
 * as points. What follows from inner products alone (eigenvalues, regressions) is the same from these rows, so that
 * more dimensions than points, and any kernel, come down to a small covariance.
 *
 * <p>They are the factor of the Cholesky decomposition with complete pivoting (Higham 2002, Accuracy and Stability of
 * Numerical Algorithms, 10.3), which stops where no point has more than 1e-15 of its square length left.
 */
final class Coordinates {

    private static final double LEFT = 1e-15;

    /** The inner product of two points. */
    @FunctionalInterface
    interface Kernel {
        double of(int i, int j);
    }

    private Coordinates() {}

    /** Rows of at most {@code points} coordinates. */
    static double[][] of(int points, Kernel kernel) {
        double[] left = new double[points];
        double largest = 0.0;
        for (int i = 0; i < points; i++) {
            left[i] = kernel.of(i, i);
            largest = Math.max(largest, left[i]);
        }
        double[][] rows = new double[points][Math.min(points, 16)];
        boolean[] chosen = new boolean[points];
        int k = 0;
        for (; k < points; k++) {
            int pivot = pivot(left, chosen);
            if (left[pivot] <= LEFT * largest) {
                break;
            }
            if (k == rows[0].length) {
                widen(rows, Math.min(points, 2 * k));
            }
            chosen[pivot] = true;
            addColumn(rows, k, pivot, left, chosen, kernel);
        }
        widen(rows, k);
        return rows;
    }

    /** Rows of at most as many coordinates as there are rows, with the same inner products. */
    static double[][] ofRows(double[][] rows) {
        DMatrixRMaj products = Products.gram(rows);
        return of(rows.length, products::get);
    }

    /** The rows themselves, or coordinates of them where those are fewer than the dimensions. */
    static double[][] reduced(double[][] rows) {
        return rows.length > 0 && rows.length < rows[0].length ? ofRows(rows) : rows;
    }

    private static int pivot(double[] left, boolean[] chosen) {
        int pivot = -1;
        for (int i = 0; i < left.length; i++) {
            if (!chosen[i] && (pivot < 0 || left[i] > left[pivot])) {
                pivot = i;
            }
        }
        return pivot;
    }

    private static void addColumn(double[][] rows, int k, int pivot, double[] left, boolean[] chosen, Kernel kernel) {
        double[] base = rows[pivot];
        double root = Math.sqrt(left[pivot]);
        for (int i = 0; i < rows.length; i++) {
            if (!chosen[i]) {
                double value = (kernel.of(i, pivot) - Products.dot(rows[i], base, k)) / root;
                rows[i][k] = value;
                left[i] -= value * value;
            }
        }
        base[k] = root;
        left[pivot] = 0.0;
    }

    private static void widen(double[][] rows, int width) {
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOf(rows[i], width);
        }
    }
}
