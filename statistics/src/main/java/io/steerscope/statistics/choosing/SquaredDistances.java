package io.steerscope.statistics.choosing;

/**
 * Squared distances from a point to many, four coordinates at a time: over one array for each coordinate, which the
 * compiler of the JVM turns into vector instructions. A sum is in the order of the coordinates.
 */
final class SquaredDistances {

    private SquaredDistances() {}

    /**
     * Adds the squares of four differences to each sum.
     *
     * @param columns the points by coordinate
     * @param point its coordinates
     * @param j the first of the four coordinates
     * @param count how many points there are
     */
    static void add(double[] sum, double[][] columns, double[] point, int j, int count) {
        add(
                sum,
                columns[j],
                point[j],
                columns[j + 1],
                point[j + 1],
                columns[j + 2],
                point[j + 2],
                columns[j + 3],
                point[j + 3],
                count);
    }

    private static void add(
            double[] sum,
            double[] ws,
            double w0,
            double[] xs,
            double x0,
            double[] ys,
            double y0,
            double[] zs,
            double z0,
            int count) {
        for (int i = 0; i < count; i++) {
            double w = ws[i] - w0;
            double x = xs[i] - x0;
            double y = ys[i] - y0;
            double z = zs[i] - z0;
            sum[i] += w * w + x * x + y * y + z * z;
        }
    }
}
