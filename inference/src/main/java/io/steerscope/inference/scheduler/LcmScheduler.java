package io.steerscope.inference.scheduler;

/** Latent consistency model sampling ({@code LCMScheduler} of diffusers; Luo et al. 2023). */
public final class LcmScheduler implements Scheduler {

    private static final float DATA_DEVIATION = 0.5f;

    private final SchedulerConfig config;
    private final NoiseSchedule schedule;
    private final int[] timesteps;
    private final float bound;

    LcmScheduler(SchedulerConfig config, int steps) {
        this.config = config;
        this.schedule = NoiseSchedule.of(config);
        int distilled = config.originalInferenceSteps();
        if (distilled > config.numTrainTimesteps()) {
            throw new IllegalArgumentException("lcm was distilled to " + distilled + " steps, more than the "
                    + config.numTrainTimesteps() + " of its training");
        }
        if (steps > distilled) {
            throw new IllegalArgumentException("lcm takes at most " + distilled + " steps, not " + steps);
        }
        int stride = config.numTrainTimesteps() / distilled;
        this.timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            int index = (int) Math.floor(i * ((double) distilled / steps));
            timesteps[i] = (distilled - index) * stride - 1;
        }
        this.bound = config.clipSample(false) ? (float) config.clipSampleRange() : Float.POSITIVE_INFINITY;
    }

    @Override
    public float[] timesteps() {
        return Timesteps.toFloat(timesteps);
    }

    @Override
    public boolean needsNoise(int step) {
        return step < timesteps.length - 1;
    }

    @Override
    public void step(int step, float[] modelOutput, float[] sample, float[] noise) {
        boolean last = !needsNoise(step);
        float previousAlpha = schedule.alphaCumulative(timesteps[last ? step : step + 1]);
        CleanSample prediction =
                new CleanSample(config.predictionType(), schedule.alphaCumulative(timesteps[step]), bound);
        float scaled = (float) (timesteps[step] * config.timestepScaling());
        float variance = scaled * scaled + DATA_DEVIATION * DATA_DEVIATION;
        float skip = DATA_DEVIATION * DATA_DEVIATION / variance;
        float out = scaled / NoiseSchedule.sqrt(variance);
        float cleanFactor = NoiseSchedule.sqrt(previousAlpha);
        float noiseFactor = NoiseSchedule.sqrt(1f - previousAlpha);
        for (int i = 0; i < sample.length; i++) {
            float denoised = out * prediction.clean(sample[i], modelOutput[i]) + skip * sample[i];
            sample[i] = last ? denoised : cleanFactor * denoised + noiseFactor * noise[i];
        }
    }
}
