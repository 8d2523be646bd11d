package io.steerscope.statistics.embedding;

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
        double[][] columns = new double[points][];
        boolean[] chosen = new boolean[points];
        int k = 0;
        for (; k < points; k++) {
            int pivot = pivot(left, chosen);
            if (left[pivot] <= LEFT * largest) {
                break;
            }
            columns[k] = column(columns, k, pivot, left, chosen, kernel);
            chosen[pivot] = true;
        }
        double[][] rows = new double[points][k];
        for (int j = 0; j < k; j++) {
            for (int i = 0; i < points; i++) {
                rows[i][j] = columns[j][i];
            }
        }
        return rows;
    }

    /** Rows of at most as many coordinates as there are rows, with the same inner products. */
    static double[][] ofRows(double[][] rows) {
        double[][] products = Products.gram(rows);
        return of(rows.length, (i, j) -> products[j][i]);
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

    /** Column k of the factor: what those before leave of the products with the pivot, over the root of its own. */
    private static double[] column(
            double[][] columns, int k, int pivot, double[] left, boolean[] chosen, Kernel kernel) {
        int points = left.length;
        double[] column = new double[points];
        for (int i = 0; i < points; i++) {
            column[i] = kernel.of(i, pivot);
        }
        int j = 0;
        for (; j + 4 <= k; j += 4) {
            Products.add(
                    column,
                    -columns[j][pivot],
                    columns[j],
                    -columns[j + 1][pivot],
                    columns[j + 1],
                    -columns[j + 2][pivot],
                    columns[j + 2],
                    -columns[j + 3][pivot],
                    columns[j + 3],
                    0,
                    points);
        }
        for (; j < k; j++) {
            Products.add(column, -columns[j][pivot], columns[j], 0, points);
        }
        double root = Math.sqrt(left[pivot]);
        Products.divide(column, root, 0, points);
        for (int i = 0; i < points; i++) {
            if (chosen[i]) {
                column[i] = 0.0;
            } else {
                left[i] -= column[i] * column[i];
            }
        }
        column[pivot] = root;
        left[pivot] = 0.0;
        return column;
    }
}
