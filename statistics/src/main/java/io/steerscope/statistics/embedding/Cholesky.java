package io.steerscope.statistics.embedding;

/**
 * The factor U of a symmetric positive definite matrix A = U'U. Rows are finished in blocks of sixteen, each with all
 * rows above it four at a time.
 */
final class Cholesky {

    private static final int BLOCK = 16;

    private final double[][] upper;

    private Cholesky(double[][] upper) {
        this.upper = upper;
    }

    /**
     * Factors A + ridge I.
     *
     * @param symmetric rows of A, of which the upper triangle is read
     * @throws ArithmeticException if the matrix is not positive definite
     */
    static Cholesky of(double[][] symmetric, double ridge) {
        double[][] rows = Products.copy(symmetric);
        for (int i = 0; i < rows.length; i++) {
            rows[i][i] += ridge;
        }
        Cholesky cholesky = new Cholesky(rows);
        cholesky.eliminate(rows, true);
        return cholesky;
    }

    /**
     * U'^-1 right.
     *
     * @param right as many rows as A has, overwritten
     */
    double[][] forward(double[][] right) {
        eliminate(right, false);
        return right;
    }

    /**
     * U^-1 right.
     *
     * @param right as many rows as A has, overwritten
     */
    double[][] backward(double[][] right) {
        for (int i = upper.length - 1; i >= 0; i--) {
            for (int j = i + 1; j < upper.length; j++) {
                Products.add(right[i], -upper[i][j], right[j], 0, right[i].length);
            }
            Products.divide(right[i], upper[i][i], 0, right[i].length);
        }
        return right;
    }

    /** The trace of A^-1: the squares of the entries of U^-1. */
    double traceOfInverse() {
        int n = upper.length;
        double[][] inverse = new double[n][n];
        double sum = 0.0;
        for (int first = 0; first < n; first += BLOCK) {
            int end = Math.min(n, first + BLOCK);
            for (int k = 0; k < first; k += 4) {
                for (int i = first; i < end; i++) {
                    subtractFour(inverse, k, i, 0, k + 4);
                }
            }
            for (int i = first; i < end; i++) {
                inverse[i][i] = 1.0;
                for (int k = first; k < i; k++) {
                    Products.add(inverse[i], -upper[k][i], inverse[k], 0, k + 1);
                }
                Products.divide(inverse[i], upper[i][i], 0, i + 1);
                sum += Products.dot(inverse[i], inverse[i], i + 1);
            }
        }
        return sum;
    }

    /** Takes from each row what those above it hold of it, and divides it by its pivot, whose root is taken first. */
    private void eliminate(double[][] rows, boolean isFactor) {
        for (int first = 0; first < rows.length; first += BLOCK) {
            int end = Math.min(rows.length, first + BLOCK);
            for (int k = 0; k < first; k += 4) {
                for (int i = first; i < end; i++) {
                    subtractFour(rows, k, i, isFactor ? i : 0, rows[i].length);
                }
            }
            for (int i = first; i < end; i++) {
                int from = isFactor ? i : 0;
                for (int k = first; k < i; k++) {
                    Products.add(rows[i], -upper[k][i], rows[k], from, rows[i].length);
                }
                double pivot = isFactor ? root(rows[i][i]) : upper[i][i];
                Products.divide(rows[i], pivot, from, rows[i].length);
            }
        }
    }

    private void subtractFour(double[][] rows, int k, int i, int from, int to) {
        Products.add(
                rows[i],
                -upper[k][i],
                rows[k],
                -upper[k + 1][i],
                rows[k + 1],
                -upper[k + 2][i],
                rows[k + 2],
                -upper[k + 3][i],
                rows[k + 3],
                from,
                to);
    }

    private static double root(double pivot) {
        if (!(pivot > 0.0)) {
            throw new ArithmeticException("not positive definite");
        }
        return Math.sqrt(pivot);
    }
}
