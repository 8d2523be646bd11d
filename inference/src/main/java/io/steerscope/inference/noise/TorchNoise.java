package io.steerscope.inference.noise;

/**
 * Standard normal numbers as {@code torch.randn} draws them from a CPU generator, in float32.
 *
 * <p>Follows {@code normal_fill} and {@code normal_distribution} of ATen ({@code cpu/DistributionTemplates.h},
 * {@code core/DistributionsHelper.h}): 16 or more numbers are made in blocks of 16 by the Box-Muller transform of
 * 24-bit uniforms; fewer are made one by one from 53-bit uniforms, and every second one is kept for the next draw.
 * PyTorch's vectorised logarithm and cosine may differ from the ones here in the last bit. Not thread-safe.
 */
public final class TorchNoise {

    private static final int BLOCK = 16;
    private static final int HALF_BLOCK = BLOCK / 2;
    private static final float TWO_PI = (float) (2 * Math.PI);
    private static final float UNIFORM_24 = 0x1p-24f;
    private static final double UNIFORM_53 = 0x1p-53;

    private final MersenneTwister generator;
    private double kept = Double.NaN;

    /**
     * A generator in the state of {@code torch.Generator("cpu").manual_seed(seed)}.
     *
     * @param seed any number; PyTorch uses its low 32 bits
     */
    public TorchNoise(long seed) {
        this.generator = new MersenneTwister(seed);
    }

    /** {@code torch.randn(count, generator=torch.Generator("cpu").manual_seed(seed))}. */
    public static float[] randn(long seed, int count) {
        return new TorchNoise(seed).next(count);
    }

    /** The next {@code torch.randn(count, generator=...)} of this generator. */
    public float[] next(int count) {
        float[] values = new float[count];
        if (count >= BLOCK) {
            fillInBlocks(values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = (float) nextScalar();
            }
        }
        return values;
    }

    private void fillInBlocks(float[] values) {
        fillUniform(values, 0);
        for (int start = 0; start + BLOCK <= values.length; start += BLOCK) {
            transform(values, start);
        }
        if (values.length % BLOCK != 0) {
            int last = values.length - BLOCK;
            fillUniform(values, last);
            transform(values, last);
        }
    }

    private void fillUniform(float[] values, int from) {
        for (int i = from; i < values.length; i++) {
            values[i] = (generator.nextInt() & 0xffffff) * UNIFORM_24;
        }
    }

    private static void transform(float[] values, int start) {
        for (int i = start; i < start + HALF_BLOCK; i++) {
            float radius = (float) Math.sqrt(-2f * (float) StrictMath.log(1 - values[i]));
            float theta = TWO_PI * values[i + HALF_BLOCK];
            values[i] = radius * (float) StrictMath.cos(theta);
            values[i + HALF_BLOCK] = radius * (float) StrictMath.sin(theta);
        }
    }

    private double nextScalar() {
        if (!Double.isNaN(kept)) {
            double value = kept;
            kept = Double.NaN;
            return value;
        }
        double theta = 2 * Math.PI * nextUniform();
        double radius = StrictMath.sqrt(-2 * StrictMath.log1p(-nextUniform()));
        kept = radius * StrictMath.sin(theta);
        return radius * StrictMath.cos(theta);
    }

    private double nextUniform() {
        return (generator.nextLong() & (1L << 53) - 1) * UNIFORM_53;
    }
}
