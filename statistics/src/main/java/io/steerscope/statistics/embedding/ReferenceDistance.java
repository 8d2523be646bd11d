package io.steerscope.statistics.embedding;

import java.util.Optional;

/**
 * Distance of a set of images from a reference set by kernels of unit vectors.
 *
 * @param n number of images
 * @param reference number of images of the reference
 * @param cmmd CMMD (Jayasumana et al., arXiv 2401.09603) as published: 1000 (k_xx + k_yy - 2 k_xy), Gaussian kernel of
 *     sigma 10, means over all pairs, an image with itself included, which biases it upwards
 * @param cmmdUnbiased the same with means over pairs of different images; may be below 0
 * @param kid kernel inception distance (Binkowski et al., arXiv 1801.01401) with these vectors: unbiased, kernel (x.y /
 *     d + 1)^3
 */
public record ReferenceDistance(int n, int reference, double cmmd, double cmmdUnbiased, double kid) {

    private static final double SCALE = 1000.0;
    private static final double SIGMA = 10.0;

    private interface Kernel {
        double of(double[] left, double[] right);
    }

    /**
     * The distance; empty below two images on either side.
     *
     * @throws IllegalArgumentException if the vectors differ in length
     */
    public static Optional<ReferenceDistance> of(float[][] images, float[][] reference) {
        if (images.length < 2 || reference.length < 2) {
            return Optional.empty();
        }
        int dimensions = images[0].length;
        if (reference[0].length != dimensions) {
            throw new IllegalArgumentException(
                    "Vectors of %d and of %d coordinates".formatted(dimensions, reference[0].length));
        }
        double[][] x = UnitVectors.of(images);
        double[][] y = UnitVectors.of(reference);
        // k - 1: the ones cancel, and with them the digits that they would cost.
        Kernel gaussian =
                (left, right) -> StrictMath.expm1(-0.5 / (SIGMA * SIGMA) * UnitVectors.squaredDistance(left, right));
        Kernel cubic = (left, right) -> {
            double base = UnitVectors.dot(left, right) / dimensions + 1.0;
            return base * base * base;
        };
        Means ofGaussian = Means.of(x, y, gaussian);
        return Optional.of(new ReferenceDistance(
                x.length,
                y.length,
                SCALE * ofGaussian.biased(),
                SCALE * ofGaussian.unbiased(),
                Means.of(x, y, cubic).unbiased()));
    }

    /** Sums of a kernel within and between two sets. */
    private record Means(int n, int m, double xx, double yy, double xy, double ownX, double ownY) {

        private static Means of(double[][] x, double[][] y, Kernel kernel) {
            double between = 0.0;
            for (double[] left : x) {
                double row = 0.0;
                for (double[] right : y) {
                    row += kernel.of(left, right);
                }
                between += row;
            }
            return new Means(
                    x.length, y.length, within(x, kernel), within(y, kernel), between, own(x, kernel), own(y, kernel));
        }

        private static double within(double[][] vectors, Kernel kernel) {
            double sum = 0.0;
            for (int i = 0; i < vectors.length; i++) {
                double row = 0.0;
                for (int j = 0; j < i; j++) {
                    row += kernel.of(vectors[i], vectors[j]);
                }
                sum += row;
            }
            return 2.0 * sum;
        }

        private static double own(double[][] vectors, Kernel kernel) {
            double sum = 0.0;
            for (double[] vector : vectors) {
                sum += kernel.of(vector, vector);
            }
            return sum;
        }

        private double biased() {
            return (xx + ownX) / ((double) n * n) + (yy + ownY) / ((double) m * m) - 2.0 * xy / ((double) n * m);
        }

        private double unbiased() {
            return xx / ((double) n * (n - 1)) + yy / ((double) m * (m - 1)) - 2.0 * xy / ((double) n * m);
        }
    }
}
