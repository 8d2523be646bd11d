package io.steerscope.statistics.embedding;

/**
 * Sums of products of vectors, and of matrices given by rows. Up to four vectors are added at a time, in a loop over
 * arrays without offsets, which the compiler of the JVM turns into vector instructions; more vectors at a time, or one
 * array for a whole matrix, it does not. A sum is a function of its rows and their order alone.
 */
final class Products {

    /** How many rows are best handed over together; a multiple of four. */
    static final int CHUNK = 16;

    private static final int BLOCK = 4;

    private Products() {}

    /** Adds x a + y b + z c + w d to the sum, between two places. */
    static void add(
            double[] sum,
            double x,
            double[] a,
            double y,
            double[] b,
            double z,
            double[] c,
            double w,
            double[] d,
            int from,
            int to) {
        for (int j = from; j < to; j++) {
            sum[j] += x * a[j] + y * b[j] + z * c[j] + w * d[j];
        }
    }

    /** Adds x a + y b to the sum, between two places. */
    static void add(double[] sum, double x, double[] a, double y, double[] b, int from, int to) {
        for (int j = from; j < to; j++) {
            sum[j] += x * a[j] + y * b[j];
        }
    }

    /** Adds x a to the sum, between two places. */
    static void add(double[] sum, double x, double[] a, int from, int to) {
        for (int j = from; j < to; j++) {
            sum[j] += x * a[j];
        }
    }

    /** Divides between two places. */
    static void divide(double[] vector, double divisor, int from, int to) {
        for (int j = from; j < to; j++) {
            vector[j] /= divisor;
        }
    }

    /** Adds sum of row' row over the rows from..to-1 to the upper triangle. */
    static void addSquares(double[][] upper, double[][] rows, int from, int to) {
        for (int chunk = from; chunk < to; chunk += CHUNK) {
            int end = Math.min(to, chunk + CHUNK);
            for (int i = 0; i < upper.length; i++) {
                addTo(upper[i], i, i, rows, rows, chunk, end);
            }
        }
    }

    /** Adds sum of left' right over the rows 0..count-1. */
    static void addProducts(double[][] sum, double[][] left, double[][] right, int count) {
        for (int chunk = 0; chunk < count; chunk += CHUNK) {
            int end = Math.min(count, chunk + CHUNK);
            for (int i = 0; i < sum.length; i++) {
                addTo(sum[i], i, 0, left, right, chunk, end);
            }
        }
    }

    /** Adds sum of left[i] right, from column {@code first} on. */
    private static void addTo(double[] sum, int i, int first, double[][] left, double[][] right, int from, int to) {
        int k = from;
        for (; k + BLOCK <= to; k += BLOCK) {
            add(
                    sum,
                    left[k][i],
                    right[k],
                    left[k + 1][i],
                    right[k + 1],
                    left[k + 2][i],
                    right[k + 2],
                    left[k + 3][i],
                    right[k + 3],
                    first,
                    sum.length);
        }
        for (; k < to; k++) {
            add(sum, left[k][i], right[k], first, sum.length);
        }
    }

    /** left' right of two matrices given by equally many rows. */
    static double[][] ofRows(double[][] left, double[][] right, int leftWidth, int rightWidth) {
        double[][] sum = new double[leftWidth][rightWidth];
        addProducts(sum, left, right, left.length);
        return sum;
    }

    /** sum of row' row, both triangles. */
    static double[][] squares(double[][] rows, int width) {
        double[][] upper = new double[width][width];
        addSquares(upper, rows, 0, rows.length);
        return symmetric(upper, 1.0);
    }

    /** The inner products of the rows with each other. */
    static double[][] gram(double[][] rows) {
        return squares(transposed(rows, rows[0].length), rows.length);
    }

    /** The columns of some rows. */
    static double[][] transposed(double[][] rows, int width) {
        double[][] columns = new double[width][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    /** Copies the upper triangle, multiplied by a factor, to both triangles of a new matrix. */
    static double[][] symmetric(double[][] upper, double factor) {
        int d = upper.length;
        double[][] full = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                full[i][j] = factor * upper[i][j];
            }
        }
        for (int i = 1; i < d; i++) {
            for (int j = 0; j < i; j++) {
                full[i][j] = full[j][i];
            }
        }
        return full;
    }

    /** A copy that can be overwritten. */
    static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    /** The inner product of the first places, by four sums. */
    static double dot(double[] left, double[] right, int length) {
        return dot(left, right, 0, length);
    }

    /** The inner product between two places, by four sums. */
    static double dot(double[] left, double[] right, int from, int to) {
        double first = 0.0;
        double second = 0.0;
        double third = 0.0;
        double fourth = 0.0;
        int j = from;
        for (; j + BLOCK <= to; j += BLOCK) {
            first += left[j] * right[j];
            second += left[j + 1] * right[j + 1];
            third += left[j + 2] * right[j + 2];
            fourth += left[j + 3] * right[j + 3];
        }
        double sum = first + second + (third + fourth);
        for (; j < to; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }
}
