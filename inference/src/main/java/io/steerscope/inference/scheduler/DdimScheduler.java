package io.steerscope.inference.scheduler;

/** Denoising diffusion implicit models with eta 0 ({@code DDIMScheduler} of diffusers; Song et al. 2021). */
public final class DdimScheduler implements Scheduler {

    private final SchedulerConfig config;
    private final NoiseSchedule schedule;
    private final int[] timesteps;
    private final int stride;
    private final float bound;

    DdimScheduler(SchedulerConfig config, int steps) {
        this.config = config;
        this.schedule = NoiseSchedule.of(config);
        this.stride = config.numTrainTimesteps() / steps;
        double[] times = Timesteps.of(config, steps);
        this.timesteps = new int[times.length];
        for (int i = 0; i < times.length; i++) {
            timesteps[i] = (int) Math.min(schedule.size() - 1, Math.rint(times[i]));
        }
        this.bound = config.clipSample(true) ? (float) config.clipSampleRange() : Float.POSITIVE_INFINITY;
    }

    @Override
    public float[] timesteps() {
        return Timesteps.toFloat(timesteps);
    }

    @Override
    public void step(int step, float[] modelOutput, float[] sample, float[] noise) {
        int previous = timesteps[step] - stride;
        float previousAlpha = previous >= 0
                ? schedule.alphaCumulative(previous)
                : config.setAlphaToOne() ? 1f : schedule.alphaCumulative(0);
        // An extra trailing timestep of -1 counts from the end, as an index does in Python.
        int current = Math.floorMod(timesteps[step], schedule.size());
        CleanSample prediction = new CleanSample(config.predictionType(), schedule.alphaCumulative(current), bound);
        float cleanFactor = NoiseSchedule.sqrt(previousAlpha);
        float noiseFactor = NoiseSchedule.sqrt(1f - previousAlpha);
        for (int i = 0; i < sample.length; i++) {
            float clean = prediction.clean(sample[i], modelOutput[i]);
            float direction = noiseFactor * prediction.noise(sample[i], modelOutput[i]);
            sample[i] = cleanFactor * clean + direction;
        }
    }
}
