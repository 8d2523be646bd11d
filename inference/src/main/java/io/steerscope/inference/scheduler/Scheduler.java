package io.steerscope.inference.scheduler;

import io.steerscope.foundation.vocabulary.SchedulerType;

/**
 * One sampling run from noise to latents. For every step {@code i} from 0: {@link #scaleModelInput}, the model at
 * {@code timesteps()[i]}, then {@link #step}; steps are taken in order, each once.
 */
public sealed interface Scheduler
        permits EulerScheduler, EulerAncestralScheduler, DdimScheduler, DpmppTwoMScheduler, LcmScheduler {

    /**
     * A run of a solver.
     *
     * @param steps denoising steps, at least 1
     * @throws IllegalArgumentException if the schedule has not that many, or a setting is not supported by the solver
     */
    static Scheduler of(SchedulerType type, SchedulerConfig config, int steps) {
        if (steps < 1 || steps > config.numTrainTimesteps()) {
            throw new IllegalArgumentException(
                    "steps must be within 1 and " + config.numTrainTimesteps() + ", not " + steps);
        }
        return switch (type) {
            case EULER -> new EulerScheduler(config, steps);
            case EULER_ANCESTRAL -> new EulerAncestralScheduler(config, steps);
            case DDIM -> new DdimScheduler(config, steps);
            case DPMPP_2M -> new DpmppTwoMScheduler(config, steps);
            case LCM -> new LcmScheduler(config, steps);
        };
    }

    /** What the model is told at each step, from noisy to clean: as many as there are steps, or rarely one more. */
    float[] timesteps();

    /** Standard deviation of the latents before the first step: 1 for a solver that preserves variance. */
    default float initialNoiseSigma() {
        return 1;
    }

    /**
     * Computes what the model sees: the latents themselves for a solver that preserves variance.
     *
     * @param step number of the step, from 0
     * @param sample latents
     * @param scaled receives the model input; may be {@code sample}
     */
    default void scaleModelInput(int step, float[] sample, float[] scaled) {
        System.arraycopy(sample, 0, scaled, 0, sample.length);
    }

    /** Whether a step adds fresh noise. */
    default boolean needsNoise(int step) {
        return false;
    }

    /**
     * Advances the latents by one step.
     *
     * @param step number of the step, from 0
     * @param modelOutput what the model predicted, guidance applied
     * @param sample latents, overwritten
     * @param noise standard normal numbers where {@link #needsNoise}, else not read
     */
    void step(int step, float[] modelOutput, float[] sample, float[] noise);
}
