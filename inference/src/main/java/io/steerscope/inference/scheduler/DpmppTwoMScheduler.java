package io.steerscope.inference.scheduler;

import java.util.Arrays;

/**
 * Second-order multistep DPM-Solver++ with the midpoint or Heun's rule ({@code DPMSolverMultistepScheduler} of
 * diffusers; Lu et al. 2022). The first step, and the last where few are taken or the final sigma is zero, are of first
 * order.
 */
public final class DpmppTwoMScheduler implements Scheduler {

    private static final int FEW_STEPS = 15;

    private final PredictionType predictionType;
    private final float[] timesteps;
    private final float[] sigmas;
    private final boolean lastOfFirstOrder;
    private final boolean heun;
    private float[] clean = new float[0];
    private float[] previousClean = new float[0];

    DpmppTwoMScheduler(SchedulerConfig config, int steps) {
        this.predictionType = config.predictionType();
        NoiseSchedule trained = NoiseSchedule.of(config);
        NoiseSchedule schedule = config.rescaleBetasZeroSnr() ? trained.withLast(0x1p-24f) : trained;
        double[] times;
        double[] levels;
        if (config.useKarrasSigmas()) {
            levels = KarrasSigmas.between(schedule.sigma(schedule.size() - 1), schedule.sigma(0), steps);
            times = Arrays.stream(levels)
                    .map(sigma -> KarrasSigmas.timestep(schedule, sigma))
                    .map(config.betaSchedule() == BetaSchedule.SQUARED_COSINE ? Math::floor : Math::rint)
                    .toArray();
        } else {
            times = Timesteps.ofMultistep(config, steps);
            levels = Arrays.stream(times).map(schedule::sigmaAt).toArray();
        }
        this.sigmas = Arrays.copyOf(Timesteps.toFloat(levels), levels.length + 1);
        sigmas[levels.length] = config.finalSigmaZero() ? 0 : schedule.sigma(0);
        this.timesteps = Timesteps.toFloat(times);
        this.lastOfFirstOrder = config.eulerAtFinal()
                || (config.lowerOrderFinal() && timesteps.length < FEW_STEPS)
                || config.finalSigmaZero();
        this.heun = config.heun();
    }

    @Override
    public float[] timesteps() {
        return timesteps.clone();
    }

    @Override
    public void step(int step, float[] modelOutput, float[] sample, float[] noise) {
        float[] spare = previousClean;
        previousClean = clean;
        clean = spare.length == sample.length ? spare : new float[sample.length];
        predictClean(step, modelOutput, sample);
        float sigma = sigma(step);
        float nextSigma = sigma(step + 1);
        float ratio = nextSigma / sigma;
        float interval = lambda(step + 1) - lambda(step);
        float weight = alpha(step + 1) * ((float) Math.exp(-interval) - 1f);
        boolean firstOrder = step == 0 || (step == timesteps.length - 1 && lastOfFirstOrder);
        if (firstOrder) {
            for (int i = 0; i < sample.length; i++) {
                sample[i] = ratio * sample[i] - weight * clean[i];
            }
            return;
        }
        float slopeFactor = 1f / ((lambda(step) - lambda(step - 1)) / interval);
        float slopeWeight =
                heun ? -alpha(step + 1) * (((float) Math.exp(-interval) - 1f) / interval + 1f) : 0.5f * weight;
        for (int i = 0; i < sample.length; i++) {
            float slope = slopeFactor * (clean[i] - previousClean[i]);
            sample[i] = ratio * sample[i] - weight * clean[i] - slopeWeight * slope;
        }
    }

    private void predictClean(int step, float[] modelOutput, float[] sample) {
        float alpha = alpha(step);
        float sigma = sigma(step);
        for (int i = 0; i < sample.length; i++) {
            clean[i] = switch (predictionType) {
                case EPSILON -> (sample[i] - sigma * modelOutput[i]) / alpha;
                case V_PREDICTION -> alpha * sample[i] - sigma * modelOutput[i];
                case SAMPLE -> modelOutput[i];
            };
        }
    }

    /** Signal fraction at a step. */
    private float alpha(int step) {
        return 1f / NoiseSchedule.sqrt(sigmas[step] * sigmas[step] + 1f);
    }

    /** Noise fraction at a step. */
    private float sigma(int step) {
        return sigmas[step] * alpha(step);
    }

    /** Half the logarithm of the signal-to-noise ratio at a step; infinite at sigma 0. */
    private float lambda(int step) {
        return (float) Math.log(alpha(step)) - (float) Math.log(sigma(step));
    }
}
