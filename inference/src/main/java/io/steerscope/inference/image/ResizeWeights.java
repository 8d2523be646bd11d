package io.steerscope.inference.image;

import io.steerscope.inference.bundle.ResampleFilter;

/**
 * The fixed-point weights of a resize along one axis, as {@code precompute_coeffs} and
 * {@code normalize_coeffs_8bpc} of Pillow's {@code Resample.c} compute them. When shrinking, the filter is widened by
 * the scale (antialias).
 *
 * @param first first input sample of each output sample
 * @param count number of input samples of each output sample
 * @param weights weights in units of 2^-22, {@link #stride} per output sample
 * @param stride weights reserved per output sample
 */
record ResizeWeights(int[] first, int[] count, int[] weights, int stride) {

    /** Fractional bits of a weight: 32 bits less 8 for the sample and 2 for sign and overshoot. */
    static final int PRECISION_BITS = 32 - 8 - 2;

    private static final double A = -0.5;

    /**
     * The weights of some output samples.
     *
     * @param from first output sample
     * @param samples number of output samples
     */
    static ResizeWeights of(ResampleFilter filter, int inputSize, int outputSize, int from, int samples) {
        double scale = (double) inputSize / outputSize;
        double filterScale = Math.max(scale, 1.0);
        double support = support(filter) * filterScale;
        int stride = (int) Math.ceil(support) * 2 + 1;
        int[] first = new int[samples];
        int[] count = new int[samples];
        int[] weights = new int[Math.multiplyExact(samples, stride)];
        double[] exact = new double[stride];
        for (int x = 0; x < samples; x++) {
            double center = (from + x + 0.5) * scale;
            int start = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(inputSize, (int) (center + support + 0.5));
            double sum = 0;
            for (int i = 0; i < end - start; i++) {
                exact[i] = kernel(filter, (i + start - center + 0.5) * (1.0 / filterScale));
                sum += exact[i];
            }
            for (int i = 0; i < end - start; i++) {
                double weight = (sum == 0 ? exact[i] : exact[i] / sum) * (1 << PRECISION_BITS);
                weights[x * stride + i] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            first[x] = start;
            count[x] = end - start;
        }
        return new ResizeWeights(first, count, weights, stride);
    }

    private static double support(ResampleFilter filter) {
        return switch (filter) {
            case BOX -> 0.5;
            case BILINEAR, HAMMING -> 1.0;
            case BICUBIC -> 2.0;
            case LANCZOS -> 3.0;
        };
    }

    private static double kernel(ResampleFilter filter, double position) {
        double x = Math.abs(position);
        return switch (filter) {
            case BOX -> position > -0.5 && position <= 0.5 ? 1 : 0;
            case BILINEAR -> x < 1 ? 1 - x : 0;
            case HAMMING -> x < 1 ? sinc(x) * (0.54 + 0.46 * Math.cos(Math.PI * x)) : 0;
            case BICUBIC -> cubic(x);
            case LANCZOS -> x < 3 ? sinc(x) * sinc(x / 3) : 0;
        };
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double cubic(double x) {
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
