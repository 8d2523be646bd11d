package io.steerscope.statistics.analogy;

import java.util.OptionalDouble;

import io.steerscope.statistics.embedding.UnitVectors;
import io.steerscope.statistics.geometry.Offsets;

/** What questions do with vectors in double, beside their {@link Offsets}. */
final class Arithmetic {

    private Arithmetic() {}

    /** b - a + c. */
    static double[] combination(double[] a, double[] b, double[] c) {
        double[] sum = new double[a.length];
        for (int k = 0; k < a.length; k++) {
            sum[k] = b[k] - a[k] + c[k];
        }
        return sum;
    }

    /**
     * Divides a vector by its length.
     *
     * @return false if it has none
     */
    static boolean normalise(double[] vector) {
        double length = Offsets.length(vector);
        if (length == 0.0) {
            return false;
        }
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= length;
        }
        return true;
    }

    /** Degrees between unit vectors, 2 atan2(|p - q|, |p + q|), which keeps all digits near 0. */
    static double angle(double[] p, double[] q) {
        double less = 0.0;
        double more = 0.0;
        for (int k = 0; k < p.length; k++) {
            less += (p[k] - q[k]) * (p[k] - q[k]);
            more += (p[k] + q[k]) * (p[k] + q[k]);
        }
        return Math.toDegrees(2.0 * StrictMath.atan2(Math.sqrt(less), Math.sqrt(more)));
    }

    /** Cosine between vectors of any length; empty if one has none. */
    static OptionalDouble cosine(double[] p, double[] q) {
        double lengths = Offsets.length(p) * Offsets.length(q);
        return lengths == 0.0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(-1.0, Math.min(1.0, UnitVectors.dot(p, q) / lengths)));
    }
}
