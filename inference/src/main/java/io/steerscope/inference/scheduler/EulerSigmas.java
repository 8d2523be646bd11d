package io.steerscope.inference.scheduler;

import java.util.Arrays;

/**
 * The noise levels of a sampling run in sigma, and what a model output means at each ({@code EulerDiscreteScheduler}
 * and {@code EulerAncestralDiscreteScheduler} of diffusers).
 */
final class EulerSigmas {

    /** Stands for a cumulative alpha of 0, as in diffusers. */
    private static final float ZERO_SNR_ALPHA = 0x1p-24f;

    private final PredictionType predictionType;
    private final float[] timesteps;
    private final float[] sigmas;
    private final float initialNoise;

    private EulerSigmas(SchedulerConfig config, double[] times, double[] levels, float last) {
        this.predictionType = config.predictionType();
        this.timesteps = Timesteps.toFloat(times);
        this.sigmas = Arrays.copyOf(Timesteps.toFloat(levels), levels.length + 1);
        sigmas[levels.length] = last;
        this.initialNoise = config.timestepSpacing() == TimestepSpacing.LEADING
                ? NoiseSchedule.sqrt(sigmas[0] * sigmas[0] + 1f)
                : sigmas[0];
    }

    /** Of a run that honours Karras sigmas and the last sigma of a checkpoint. */
    static EulerSigmas of(SchedulerConfig config, int steps) {
        NoiseSchedule schedule = schedule(config);
        double[] times = Timesteps.of(config, steps);
        double[] levels = levels(schedule, times);
        if (config.useKarrasSigmas()) {
            levels = KarrasSigmas.between(levels[0], levels[levels.length - 1], steps);
            times = Arrays.stream(levels)
                    .map(sigma -> KarrasSigmas.timestep(schedule, sigma))
                    .toArray();
        }
        return new EulerSigmas(config, times, levels, config.finalSigmaZero() ? 0 : schedule.sigma(0));
    }

    /** Of a run that knows neither: its sigmas are those of the training schedule, and the last one is 0. */
    static EulerSigmas plain(SchedulerConfig config, int steps) {
        double[] times = Timesteps.of(config, steps);
        return new EulerSigmas(config, times, levels(schedule(config), times), 0);
    }

    /** Number of steps. */
    int steps() {
        return timesteps.length;
    }

    float[] timesteps() {
        return timesteps.clone();
    }

    /** The sigma before a step; that before the step after the last is what the run ends with. */
    float sigma(int step) {
        return sigmas[step];
    }

    float initialNoise() {
        return initialNoise;
    }

    void scaleModelInput(int step, float[] sample, float[] scaled) {
        float divisor = NoiseSchedule.sqrt(sigmas[step] * sigmas[step] + 1f);
        for (int i = 0; i < sample.length; i++) {
            scaled[i] = sample[i] / divisor;
        }
    }

    /**
     * Advances latents along the direction of a step, which leads away from the clean sample, by an interval of sigma.
     */
    void advance(int step, float interval, float[] modelOutput, float[] sample) {
        float sigma = sigmas[step];
        float squared = sigma * sigma + 1f;
        float velocityFactor = -sigma / NoiseSchedule.sqrt(squared);
        for (int i = 0; i < sample.length; i++) {
            float clean =
                    switch (predictionType) {
                        case EPSILON -> sample[i] - sigma * modelOutput[i];
                        case V_PREDICTION -> modelOutput[i] * velocityFactor + sample[i] / squared;
                        case SAMPLE -> modelOutput[i];
                    };
            sample[i] += (sample[i] - clean) / sigma * interval;
        }
    }

    private static NoiseSchedule schedule(SchedulerConfig config) {
        NoiseSchedule trained = NoiseSchedule.of(config);
        return config.rescaleBetasZeroSnr() ? trained.withLast(ZERO_SNR_ALPHA) : trained;
    }

    private static double[] levels(NoiseSchedule schedule, double[] times) {
        return Arrays.stream(times).map(time -> schedule.sigmaAt((float) time)).toArray();
    }
}
