package io.steerscope.inference.clip;

/**
 * How much closer an image is to the target concept than to the source concept.
 *
 * @param simSource cosine of image and source prompt, in {@code [-1, 1]}
 * @param simTarget cosine of image and target prompt, in {@code [-1, 1]}
 */
public record ClipMargin(double simSource, double simTarget) {

    /** Computes both cosines. */
    public static ClipMargin of(float[] image, float[] source, float[] target) {
        return new ClipMargin(cosine(image, source), cosine(image, target));
    }

    /** {@code simTarget - simSource}, in {@code [-2, 2]}. */
    public double value() {
        return simTarget - simSource;
    }

    /**
     * Cosine of two vectors, accumulated in double from first to last element.
     *
     * @throws IllegalArgumentException if the lengths differ or a vector has length 0
     */
    public static double cosine(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("Vectors of " + a.length + " and " + b.length + " elements");
        }
        double dot = 0;
        double squaredA = 0;
        double squaredB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            squaredA += (double) a[i] * a[i];
            squaredB += (double) b[i] * b[i];
        }
        double product = Math.sqrt(squaredA) * Math.sqrt(squaredB);
        if (!(product > 0)) {
            throw new IllegalArgumentException("A vector without length has no cosine");
        }
        return dot / product;
    }
}
