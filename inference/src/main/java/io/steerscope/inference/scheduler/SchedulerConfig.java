package io.steerscope.inference.scheduler;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.SchedulerType;

/**
 * The noise schedule that a model was trained with and how it is to be sampled.
 *
 * @param type default solver
 * @param numTrainTimesteps timesteps of the training schedule
 * @param betaStart first beta
 * @param betaEnd last beta
 * @param betaSchedule how betas run from first to last
 * @param predictionType what the UNet predicts
 * @param timestepSpacing how timesteps are chosen
 * @param stepsOffset added to timesteps of leading spacing
 * @param finalSigmaZero whether the last sigma is 0, else that of training timestep 0
 * @param rescaleBetasZeroSnr whether betas are rescaled to zero terminal signal-to-noise ratio
 * @param useKarrasSigmas whether sigmas are spaced as in Karras et al. (2022)
 * @param setAlphaToOne whether the cumulative alpha before training timestep 0 is 1 (DDIM, LCM)
 * @param clipSample whether predicted samples are clamped to {@code [-clipSampleRange, clipSampleRange]} (DDIM, LCM);
 *     null where the checkpoint does not say, which leaves it to the solver: see {@link #clipSample(boolean)}
 * @param clipSampleRange bound of predicted samples
 * @param heun whether second-order steps follow Heun's rule instead of the midpoint rule (DPM-Solver++)
 * @param lowerOrderFinal whether the last of fewer than 15 steps is of first order (DPM-Solver++)
 * @param eulerAtFinal whether the last step is always of first order (DPM-Solver++)
 * @param originalInferenceSteps steps of the distilled schedule (LCM)
 * @param timestepScaling factor of the timestep in the boundary conditions (LCM)
 */
public record SchedulerConfig(
        SchedulerType type,
        int numTrainTimesteps,
        double betaStart,
        double betaEnd,
        BetaSchedule betaSchedule,
        PredictionType predictionType,
        TimestepSpacing timestepSpacing,
        int stepsOffset,
        boolean finalSigmaZero,
        boolean rescaleBetasZeroSnr,
        boolean useKarrasSigmas,
        boolean setAlphaToOne,
        @Nullable Boolean clipSample,
        double clipSampleRange,
        boolean heun,
        boolean lowerOrderFinal,
        boolean eulerAtFinal,
        int originalInferenceSteps,
        double timestepScaling) {

    public SchedulerConfig {
        if (numTrainTimesteps < 1) {
            throw new IllegalArgumentException("numTrainTimesteps must be at least 1, not " + numTrainTimesteps);
        }
        if (!(betaStart > 0 && betaStart <= betaEnd && betaEnd < 1)) {
            throw new IllegalArgumentException(
                    "betas must rise within (0, 1), not from " + betaStart + " to " + betaEnd);
        }
    }

    /**
     * Whether predicted samples are clamped.
     *
     * @param solverDefault what the solver does in diffusers where the checkpoint does not say
     */
    boolean clipSample(boolean solverDefault) {
        return clipSample == null ? solverDefault : clipSample;
    }
}
