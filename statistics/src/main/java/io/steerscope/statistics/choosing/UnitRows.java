package io.steerscope.statistics.choosing;

import java.util.List;

import io.steerscope.statistics.embedding.UnitVectors;

/** The unit vectors of images, and what is between two of them. */
final class UnitRows {

    private UnitRows() {}

    /**
     * The unit vectors.
     *
     * @throws IllegalArgumentException if their dimensions differ
     */
    static double[][] of(List<CandidateImage> images) {
        double[][] rows = new double[images.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = UnitVectors.of(images.get(i).vector());
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException("Image %s has %d elements and %s %d"
                        .formatted(
                                images.get(i).key(),
                                rows[i].length,
                                images.get(0).key(),
                                rows[0].length));
            }
        }
        return rows;
    }

    /** |x - y|^2, in four sums that the processor adds side by side; 0 of equal vectors. */
    static double squaredDistance(double[] x, double[] y) {
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        int j = 0;
        for (; j + 4 <= x.length; j += 4) {
            double w = x[j] - y[j];
            double s = x[j + 1] - y[j + 1];
            double t = x[j + 2] - y[j + 2];
            double u = x[j + 3] - y[j + 3];
            a += w * w;
            b += s * s;
            c += t * t;
            d += u * u;
        }
        for (; j < x.length; j++) {
            double w = x[j] - y[j];
            a += w * w;
        }
        return a + b + (c + d);
    }

    /** The cosine of two unit vectors, 1 - |x - y|^2 / 2: exactly 1 of equal ones. */
    static double cosine(double[] x, double[] y) {
        return 1.0 - 0.5 * squaredDistance(x, y);
    }
}
