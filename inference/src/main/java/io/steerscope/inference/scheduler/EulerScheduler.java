package io.steerscope.inference.scheduler;

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
        NoiseSchedule schedule = NoiseSchedule.of(config);
        if (config.rescaleBetasZeroSnr()) {
            schedule = schedule.withLast(ZERO_SNR_ALPHA);
        }
        double[] times = Timesteps.of(config, steps);
        this.sigmas = new float[steps + 1];
        if (config.useKarrasSigmas()) {
            double[] karras = KarrasSigmas.between(
                    schedule.sigmaAt((float) times[0]), schedule.sigmaAt((float) times[steps - 1]), steps);
            for (int i = 0; i < steps; i++) {
                sigmas[i] = (float) karras[i];
                times[i] = KarrasSigmas.timestep(schedule, karras[i]);
            }
        } else {
            for (int i = 0; i < steps; i++) {
                sigmas[i] = (float) schedule.sigmaAt((float) times[i]);
            }
        }
        sigmas[steps] = config.finalSigmaZero() ? 0 : schedule.sigma(0);
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
