package io.steerscope.statistics.analogy;

import java.util.Arrays;

/**
 * Which candidates of a block may reach a score, in single precision. For every candidate it has a number whose sign
 * says whether its score is above the given one, and how large that number must be for the sign to be beyond doubt; of
 * one thread.
 *
 * <p>{@code error} bounds what the cosines are off by (see {@link CosineBlock#error}); roundings of the few operations
 * here are counted generously.
 */
final class Screen {

    /** Candidates that are nearer to c have 0 for directions from there: single precision does not tell them. */
    private static final float NEAR_C = 0.995f;

    /** Makes the least step below {@link #NEAR_C}, 2^-24, more than 1. */
    private static final float STEEP = 1e10f;

    private final double error;
    private final float[] above = new float[CosineBlock.WIDTH];

    Screen(int dimension) {
        this.error = CosineBlock.error(dimension);
    }

    /** What the items of a pass have in common for a method: lengths by which scores were divided. */
    record Scales(double sum, double rawSum, double offset, double atC, double a, double b, double c) {}

    /** Where the numbers are. */
    float[] above() {
        return above;
    }

    /**
     * Computes the numbers of a block.
     *
     * @param score that is to be reached
     * @return what a number must be beyond for its sign to count; infinite if none does
     */
    float fill(AnalogyMethod method, double score, Scales scales, float[] a, float[] b, float[] c) {
        if (Double.isInfinite(score)) {
            Arrays.fill(above, 0.0f);
            return Float.POSITIVE_INFINITY;
        }
        double doubt =
                switch (method) {
                    case COS_ADD -> {
                        sums(a, b, c, (float) (score * scales.sum()));
                        yield 3.0 * error + rounding(16.0);
                    }
                    case COS_ADD_RAW -> {
                        rawSums(a, b, c, (float) (score * scales.rawSum()), scales);
                        yield (scales.a() + scales.b() + scales.c()) * (error + rounding(10.0));
                    }
                    case COS_MUL -> {
                        products(a, b, c, (float) (score / 2.0), (float) (score * 1e-6));
                        yield error * (1.0 + score / 2.0) + rounding(8.0 * (1.0 + score));
                    }
                    case PAIR_DIRECTION -> {
                        double reach = score * scales.offset();
                        directions(a, b, c, (float) scales.atC(), (float) reach);
                        yield error * (2.0 + 12.0 * Math.abs(reach)) + rounding(16.0);
                    }
                    case ONLY_C -> {
                        single(c, (float) score);
                        yield error + rounding(4.0);
                    }
                    case ONLY_B -> {
                        single(b, (float) score);
                        yield error + rounding(4.0);
                    }
                };
        return (float) (1.01 * doubt);
    }

    /**
     * How many of the first {@code n} numbers are above a doubt, and how many below its negative: two counts, the
     * former in the upper half. A sign is taken as the bit that it is, since no branch here could be foreseen.
     */
    long count(float doubt, int n) {
        int over = 0;
        int under = 0;
        for (int j = 0; j < n; j++) {
            over += Float.floatToRawIntBits(doubt - above[j]) >>> 31;
            under += Float.floatToRawIntBits(doubt + above[j]) >>> 31;
        }
        return (long) over << 32 | under;
    }

    private static double rounding(double times) {
        return times * CosineBlock.ROUNDING;
    }

    private void sums(float[] a, float[] b, float[] c, float least) {
        for (int j = 0; j < CosineBlock.WIDTH; j++) {
            above[j] = b[j] - a[j] + c[j] - least;
        }
    }

    private void rawSums(float[] a, float[] b, float[] c, float least, Scales scales) {
        float ofA = (float) scales.a();
        float ofB = (float) scales.b();
        float ofC = (float) scales.c();
        for (int j = 0; j < CosineBlock.WIDTH; j++) {
            above[j] = ofB * b[j] - ofA * a[j] + ofC * c[j] - least;
        }
    }

    private void products(float[] a, float[] b, float[] c, float half, float small) {
        for (int j = 0; j < CosineBlock.WIDTH; j++) {
            above[j] = 0.25f * (1.0f + b[j]) * (1.0f + c[j]) - half * (1.0f + a[j]) - small;
        }
    }

    private void directions(float[] a, float[] b, float[] c, float atC, float reach) {
        for (int j = 0; j < CosineBlock.WIDTH; j++) {
            float difference = b[j] - a[j] - atC - reach * (float) Math.sqrt(Math.max(0.0f, 2.0f - 2.0f * c[j]));
            above[j] = difference * Math.min(1.0f, Math.max(0.0f, STEEP * (NEAR_C - c[j])));
        }
    }

    private void single(float[] cosines, float least) {
        for (int j = 0; j < CosineBlock.WIDTH; j++) {
            above[j] = cosines[j] - least;
        }
    }
}
