package io.steerscope.inference.scheduler;

/** Sigmas spaced as in Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models" (2022). */
final class KarrasSigmas {

    private static final double RHO = 7;
    private static final double SMALLEST_SIGMA = 1e-10;

    private KarrasSigmas() {}

    /** Sigmas from {@code max} down to {@code min}. */
    static double[] between(double max, double min, int steps) {
        double[] sigmas = new double[steps];
        double minRoot = Math.pow(min, 1 / RHO);
        double maxRoot = Math.pow(max, 1 / RHO);
        for (int i = 0; i < steps; i++) {
            double ramp = steps == 1 ? 0 : (double) i / (steps - 1);
            sigmas[i] = Math.pow(maxRoot + ramp * (minRoot - maxRoot), RHO);
        }
        return sigmas;
    }

    /** The timestep at which the training schedule has a sigma, interpolated in the logarithm. */
    static double timestep(NoiseSchedule schedule, double sigma) {
        double log = Math.log(Math.max(sigma, SMALLEST_SIGMA));
        int low = 0;
        while (low < schedule.size() - 2 && logarithm(schedule, low + 1) <= log) {
            low++;
        }
        double lower = logarithm(schedule, low);
        double upper = logarithm(schedule, low + 1);
        double weight = Math.min(1, Math.max(0, (lower - log) / (lower - upper)));
        return (1 - weight) * low + weight * (low + 1);
    }

    private static float logarithm(NoiseSchedule schedule, int timestep) {
        return (float) Math.log(schedule.sigma(timestep));
    }
}
