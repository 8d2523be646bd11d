package io.steerscope.inference.scheduler;

/**
 * Ancestral sampling with Euler's method ({@code EulerAncestralDiscreteScheduler} of diffusers): each step goes below
 * the next sigma and adds fresh noise up to it. Karras sigmas and a last sigma other than 0 are not known to it.
 */
public final class EulerAncestralScheduler implements Scheduler {

    private final EulerSigmas sigmas;

    /**
     * A run.
     *
     * @throws IllegalArgumentException if the model predicts samples, which diffusers does not implement for it
     */
    EulerAncestralScheduler(SchedulerConfig config, int steps) {
        if (config.predictionType() == PredictionType.SAMPLE) {
            throw new IllegalArgumentException("euler-ancestral runs models that predict epsilon or v_prediction, not"
                    + " sample: use another scheduler");
        }
        this.sigmas = EulerSigmas.plain(config, steps);
    }

    @Override
    public float[] timesteps() {
        return sigmas.timesteps();
    }

    @Override
    public float initialNoiseSigma() {
        return sigmas.initialNoise();
    }

    @Override
    public void scaleModelInput(int step, float[] sample, float[] scaled) {
        sigmas.scaleModelInput(step, sample, scaled);
    }

    /** All but the last, after which nothing is drawn and whose noise would be multiplied by 0. */
    @Override
    public boolean needsNoise(int step) {
        return step < sigmas.steps() - 1;
    }

    @Override
    public void step(int step, float[] modelOutput, float[] sample, float[] noise) {
        float from = sigmas.sigma(step) * sigmas.sigma(step);
        float to = sigmas.sigma(step + 1) * sigmas.sigma(step + 1);
        float up = NoiseSchedule.sqrt(to * (from - to) / from);
        // Where nearly all of the next sigma is fresh noise, roundings would take the root of a number just below 0.
        float down = NoiseSchedule.sqrt(Math.max(0, to - up * up));
        sigmas.advance(step, down - sigmas.sigma(step), modelOutput, sample);
        if (needsNoise(step)) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] += noise[i] * up;
            }
        }
    }
}
