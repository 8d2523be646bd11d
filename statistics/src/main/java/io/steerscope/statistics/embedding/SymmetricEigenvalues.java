package io.steerscope.statistics.embedding;

import java.util.Arrays;

/**
 * Eigenvalues, without vectors, of a symmetric matrix: Householder's reduction to tridiagonal form, then the implicit
 * QL algorithm (Golub and Van Loan, Matrix Computations, 8.3; Wilkinson and Reinsch 1971, imtql1). Errors are a few
 * units in the last place of the largest eigenvalue. A third of the time of EJML's, whose one array for a matrix keeps
 * the compiler of the JVM from vector instructions.
 */
final class SymmetricEigenvalues {

    private static final int MOST_ITERATIONS = 60;

    private final double[] diagonal;
    private final double[] beside;

    private SymmetricEigenvalues(int n) {
        this.diagonal = new double[n];
        this.beside = new double[n];
    }

    /**
     * The eigenvalues in ascending order.
     *
     * @param symmetric rows of both triangles, overwritten
     * @throws ArithmeticException if an entry is not finite
     */
    static double[] of(double[][] symmetric) {
        SymmetricEigenvalues values = new SymmetricEigenvalues(symmetric.length);
        values.reduce(symmetric);
        values.iterate();
        Arrays.sort(values.diagonal);
        return values.diagonal;
    }

    /**
     * A - v w' - w v' for each reflection. Rows take the update of the reflection before just when the product with the
     * next one is formed, so that each is read from memory once a step.
     */
    private void reduce(double[][] rows) {
        int n = rows.length;
        double[] v = new double[n];
        double[] w = new double[n];
        double[] nextV = new double[n];
        double[] nextW = new double[n];
        for (int k = 0; k < n; k++) {
            double[] row = rows[k];
            Products.add(row, -v[k], w, -w[k], v, k, n);
            diagonal[k] = row[k];
            if (k == n - 1) {
                return;
            }
            double tau = reflection(row, k, nextV);
            product(rows, k + 1, v, w, nextV, nextW);
            for (int j = k + 1; j < n; j++) {
                nextW[j] *= tau;
            }
            Products.add(nextW, -0.5 * tau * Products.dot(nextW, nextV, k + 1, n), nextV, k + 1, n);
            double[] swapped = v;
            v = nextV;
            nextV = swapped;
            swapped = w;
            w = nextW;
            nextW = swapped;
        }
    }

    /** The reflection I - tau v v' that leaves of a row nothing behind the place beside the diagonal. */
    private double reflection(double[] row, int k, double[] v) {
        int n = row.length;
        double first = row[k + 1];
        double squares = Products.dot(row, row, k + 2, n);
        v[k + 1] = 1.0;
        if (squares == 0.0) {
            beside[k] = first;
            Arrays.fill(v, k + 2, n, 0.0);
            return 0.0;
        }
        double norm = Math.sqrt(first * first + squares);
        double reflected = first > 0.0 ? -norm : norm;
        beside[k] = reflected;
        double divisor = first - reflected;
        for (int j = k + 2; j < n; j++) {
            v[j] = row[j] / divisor;
        }
        return -divisor / reflected;
    }

    /** Updates the rows from k on by v and w, and writes their product with the next v. */
    private static void product(double[][] rows, int k, double[] v, double[] w, double[] next, double[] product) {
        int n = rows.length;
        Arrays.fill(product, k, n, 0.0);
        int i = k;
        for (; i + 4 <= n; i += 4) {
            for (int row = i; row < i + 4; row++) {
                Products.add(rows[row], -v[row], w, -w[row], v, k, n);
            }
            Products.add(
                    product,
                    next[i],
                    rows[i],
                    next[i + 1],
                    rows[i + 1],
                    next[i + 2],
                    rows[i + 2],
                    next[i + 3],
                    rows[i + 3],
                    k,
                    n);
        }
        for (; i < n; i++) {
            Products.add(rows[i], -v[i], w, -w[i], v, k, n);
            Products.add(product, next[i], rows[i], k, n);
        }
    }

    private void iterate() {
        double largest = largest();
        for (int low = 0; low < diagonal.length; low++) {
            int iterations = 0;
            for (int high = end(low, largest); high > low; high = end(low, largest)) {
                if (iterations == MOST_ITERATIONS) {
                    throw new ArithmeticException(
                            "The eigenvalues of a matrix of order " + diagonal.length + " did not converge");
                }
                iterations++;
                step(low, high);
            }
        }
    }

    /** The greatest sum of absolute values of a row: no eigenvalue is larger. */
    private double largest() {
        double largest = 0.0;
        for (int i = 0; i < diagonal.length; i++) {
            double before = i == 0 ? 0.0 : Math.abs(beside[i - 1]);
            largest = Math.max(largest, before + Math.abs(diagonal[i]) + Math.abs(beside[i]));
        }
        return largest;
    }

    /**
     * The end of the block that begins at a place: the next entry beside the diagonal that is negligible, beside the
     * whole matrix and not only beside its neighbours. Of a matrix of low rank the reduction leaves a corner that is
     * rounding alone, of 1e-17 down to 1e-40, over which steps that wait for each entry to be small beside its
     * neighbours may not end.
     */
    private int end(int low, double largest) {
        int end = low;
        while (end < diagonal.length - 1 && Math.abs(beside[end]) + largest != largest) {
            end++;
        }
        return end;
    }

    /** One implicit QL step over a block. */
    private void step(int low, int high) {
        double shift = (diagonal[low + 1] - diagonal[low]) / (2.0 * beside[low]);
        double root = Math.sqrt(shift * shift + 1.0);
        double g = diagonal[high] - diagonal[low] + beside[low] / (shift + Math.copySign(root, shift));
        double sine = 1.0;
        double cosine = 1.0;
        double moved = 0.0;
        for (int i = high - 1; i >= low; i--) {
            double f = sine * beside[i];
            double b = cosine * beside[i];
            double r = Math.sqrt(f * f + g * g);
            beside[i + 1] = r;
            if (r == 0.0) {
                diagonal[i + 1] -= moved;
                beside[high] = 0.0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = diagonal[i + 1] - moved;
            r = (diagonal[i] - g) * sine + 2.0 * cosine * b;
            moved = sine * r;
            diagonal[i + 1] = g + moved;
            g = cosine * r - b;
        }
        diagonal[low] -= moved;
        beside[low] = g;
        beside[high] = 0.0;
    }
}
