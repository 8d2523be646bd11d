package io.steerscope.benchmarks.simulation;

import java.util.SplittableRandom;

/**
 * One-sided test of "the mean is at most 0" by the bootstrap of t (Efron 1981; Davison and Hinkley 1997, section
 * 4.4): p is the share of resampled t, against the mean of the sample, that are at least its own, the sample itself
 * counted among them.
 */
final class StudentisedBootstrap {

    /** Number of resamples: p is a multiple of 1 / 2,000, below a 24th of 5 % by a factor of 4. */
    static final int RESAMPLES = 1_999;

    private StudentisedBootstrap() {}

    /** Whether p is at most alpha; resamples no further than decides it. */
    static boolean rejects(double[] values, Sample sample, double alpha, SplittableRandom random) {
        double t = sample.t(0.0);
        int allowed = (int) Math.floor(alpha * (RESAMPLES + 1)) - 1;
        for (int resample = 0; resample < RESAMPLES && allowed >= 0; resample++) {
            if (resampledT(values, sample.mean(), random) >= t) {
                allowed--;
            }
        }
        return allowed >= 0;
    }

    /** Infinite, with the sign of the distance, where all values drawn are equal. */
    private static double resampledT(double[] values, double mean, SplittableRandom random) {
        int n = values.length;
        double sum = 0.0;
        double squares = 0.0;
        for (int i = 0; i < n; i++) {
            double deviation = values[random.nextInt(n)] - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        double centred = Math.max(0.0, squares - sum * sum / n);
        return centred <= 1e-14 * squares
                ? Math.copySign(Double.POSITIVE_INFINITY, sum)
                : sum / Math.sqrt(n * centred / (n - 1.0));
    }
}
