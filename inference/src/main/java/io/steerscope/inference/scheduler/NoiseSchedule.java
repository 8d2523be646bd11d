package io.steerscope.inference.scheduler;

/**
 * The training noise schedule: cumulative products of {@code 1 - beta}, in float32 as diffusers computes them on
 * PyTorch tensors.
 */
final class NoiseSchedule {

    private static final double MAX_BETA = 0.999;

    private final float[] alphasCumulative;

    private NoiseSchedule(float[] alphasCumulative) {
        this.alphasCumulative = alphasCumulative;
    }

    static NoiseSchedule of(SchedulerConfig config) {
        float[] betas = betas(config);
        if (config.rescaleBetasZeroSnr()) {
            betas = rescaleToZeroTerminalSnr(betas);
        }
        float[] cumulative = new float[betas.length];
        double product = 1;
        for (int i = 0; i < betas.length; i++) {
            product *= 1f - betas[i];
            cumulative[i] = (float) product;
        }
        return new NoiseSchedule(cumulative);
    }

    /** This schedule with another last value, which a sigma that would be infinite needs. */
    NoiseSchedule withLast(float alphaCumulative) {
        float[] copy = alphasCumulative.clone();
        copy[copy.length - 1] = alphaCumulative;
        return new NoiseSchedule(copy);
    }

    int size() {
        return alphasCumulative.length;
    }

    float alphaCumulative(int timestep) {
        return alphasCumulative[timestep];
    }

    /** {@code sqrt((1 - a) / a)} with {@code a} the cumulative alpha. */
    float sigma(int timestep) {
        float alpha = alphasCumulative[timestep];
        return sqrt((1f - alpha) / alpha);
    }

    /** The sigma at a timestep, interpolated linearly in double; beyond the ends of training, that of the end. */
    double sigmaAt(double timestep) {
        if (timestep <= 0) {
            return sigma(0);
        }
        int lower = (int) Math.min(timestep, size() - 1.0);
        if (lower >= size() - 1) {
            return sigma(size() - 1);
        }
        double from = sigma(lower);
        double to = sigma(lower + 1);
        return (to - from) * (timestep - lower) + from;
    }

    static float sqrt(float value) {
        return (float) Math.sqrt(value);
    }

    private static float[] betas(SchedulerConfig config) {
        int count = config.numTrainTimesteps();
        return switch (config.betaSchedule()) {
            case LINEAR -> linspace((float) config.betaStart(), (float) config.betaEnd(), count);
            case SCALED_LINEAR -> {
                float[] roots =
                        linspace((float) Math.sqrt(config.betaStart()), (float) Math.sqrt(config.betaEnd()), count);
                for (int i = 0; i < count; i++) {
                    roots[i] *= roots[i];
                }
                yield roots;
            }
            case SQUARED_COSINE -> {
                float[] betas = new float[count];
                for (int i = 0; i < count; i++) {
                    double ratio = alphaBar((i + 1.0) / count) / alphaBar((double) i / count);
                    betas[i] = (float) Math.min(1 - ratio, MAX_BETA);
                }
                yield betas;
            }
        };
    }

    private static double alphaBar(double time) {
        double cosine = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
        return cosine * cosine;
    }

    /** {@code torch.linspace} in float32: the first half counts from the start, the second back from the end. */
    private static float[] linspace(float start, float end, int count) {
        float[] values = new float[count];
        float step = count == 1 ? 0 : (end - start) / (count - 1);
        for (int i = 0; i < count; i++) {
            values[i] = i < count / 2 ? Math.fma(step, i, start) : Math.fma(-step, count - i - 1, end);
        }
        return values;
    }

    /** Algorithm 1 of Lin et al., "Common Diffusion Noise Schedules and Sample Steps Are Flawed" (2024). */
    private static float[] rescaleToZeroTerminalSnr(float[] betas) {
        int count = betas.length;
        float[] roots = new float[count];
        double product = 1;
        for (int i = 0; i < count; i++) {
            product *= 1f - betas[i];
            roots[i] = sqrt((float) product);
        }
        float first = roots[0];
        float last = roots[count - 1];
        float factor = first / (first - last);
        float[] rescaled = new float[count];
        float previous = 1;
        for (int i = 0; i < count; i++) {
            float root = (roots[i] - last) * factor;
            float cumulative = root * root;
            rescaled[i] = 1f - (i == 0 ? cumulative : cumulative / previous);
            previous = cumulative;
        }
        return rescaled;
    }
}
