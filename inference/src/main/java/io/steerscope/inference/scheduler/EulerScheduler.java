package io.steerscope.inference.scheduler;

import java.util.Arrays;

/** Euler's method in sigma, without added noise ({@code EulerDiscreteScheduler} of diffusers). */
public final class EulerScheduler implements Scheduler {

    /** Stands for a cumulative alpha of 0, as in diffusers. */
    private static final float ZERO_SNR_ALPHA = 0x1p-24f;

    private final PredictionType predictionType;
    private final float[] timesteps;
    private final float[] sigmas;
    private final float initialNoiseSigma;

    EulerScheduler(SchedulerConfig config, int steps) {
        this.predictionType = config.predictionType();
        NoiseSchedule trained = NoiseSchedule.of(config);
        NoiseSchedule schedule = config.rescaleBetasZeroSnr() ? trained.withLast(ZERO_SNR_ALPHA) : trained;
        double[] times = Timesteps.of(config, steps);
        double[] levels = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            levels[i] = schedule.sigmaAt((float) times[i]);
        }
        if (config.useKarrasSigmas()) {
            levels = KarrasSigmas.between(levels[0], levels[levels.length - 1], steps);
            times = Arrays.stream(levels)
                    .map(sigma -> KarrasSigmas.timestep(schedule, sigma))
                    .toArray();
        }
        this.sigmas = Arrays.copyOf(Timesteps.toFloat(levels), levels.length + 1);
        sigmas[levels.length] = config.finalSigmaZero() ? 0 : schedule.sigma(0);
        this.timesteps = Timesteps.toFloat(times);
        this.initialNoiseSigma = config.timestepSpacing() == TimestepSpacing.LEADING
                ? NoiseSchedule.sqrt(sigmas[0] * sigmas[0] + 1f)
                : sigmas[0];
    }

    @Override
    public float[] timesteps() {
        return timesteps.clone();
    }

    @Override
    public float initialNoiseSigma() {
        return initialNoiseSigma;
    }

    @Override
    public void scaleModelInput(int step, float[] sample, float[] scaled) {
        float divisor = NoiseSchedule.sqrt(sigmas[step] * sigmas[step] + 1f);
        for (int i = 0; i < sample.length; i++) {
            scaled[i] = sample[i] / divisor;
        }
    }

    @Override
    public void step(int step, float[] modelOutput, float[] sample, float[] noise) {
        float sigma = sigmas[step];
        float interval = sigmas[step + 1] - sigma;
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
}
