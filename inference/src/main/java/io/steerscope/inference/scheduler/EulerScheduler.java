package io.steerscope.inference.scheduler;

/** Euler's method in sigma, without added noise ({@code EulerDiscreteScheduler} of diffusers). */
public final class EulerScheduler implements Scheduler {

    private final EulerSigmas sigmas;

    EulerScheduler(SchedulerConfig config, int steps) {
        this.sigmas = EulerSigmas.of(config, steps);
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

    @Override
    public void step(int step, float[] modelOutput, float[] sample, float[] noise) {
        sigmas.advance(step, sigmas.sigma(step + 1) - sigmas.sigma(step), modelOutput, sample);
    }
}
