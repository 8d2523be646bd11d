package io.steerscope.benchmarks.exemplars;

import java.util.Locale;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

import io.steerscope.statistics.distribution.StudentT;

/**
 * Means of one category over many draws of its pairs.
 *
 * @param n pairs of a draw
 * @param means mean of each draw
 * @param estimates variance of the mean as each draw estimates it, s^2/n
 */
record Spread(int n, double[] means, double[] estimates) {

    private static final double LEVEL = 0.95;

    /** Mean and estimate of a draw, from its margins. */
    static double[] ofDraw(double... margins) {
        double sum = 0.0;
        for (double margin : margins) {
            sum += margin;
        }
        double mean = sum / margins.length;
        double squares = 0.0;
        for (double margin : margins) {
            squares += (margin - mean) * (margin - mean);
        }
        return new double[] {mean, squares / (margins.length - 1.0) / margins.length};
    }

    /** Variance of the means between draws over the mean of the estimates: 1 where pairs are independent. */
    double ratio() {
        return ofDraw(means)[1] * means.length / mean(estimates);
    }

    /** A 95 % interval of the ratio, as if means were normal and the mean of the estimates were known. */
    double[] ratioInterval() {
        double df = means.length - 1.0;
        ChiSquaredDistribution chi = new ChiSquaredDistribution(df);
        return new double[] {
            ratio() * df / chi.inverseCumulativeProbability((1.0 + LEVEL) / 2.0),
            ratio() * df / chi.inverseCumulativeProbability((1.0 - LEVEL) / 2.0)
        };
    }

    /** The share of draws whose two-sided 95 % t interval holds {@code mean}. */
    double coverage(double mean) {
        double quantile = StudentT.quantile((1.0 + LEVEL) / 2.0, n - 1.0);
        int held = 0;
        for (int draw = 0; draw < means.length; draw++) {
            if (Math.abs(means[draw] - mean) <= quantile * Math.sqrt(estimates[draw])) {
                held++;
            }
        }
        return (double) held / means.length;
    }

    /** The share of draws whose one-sided t-test at 5 % rejects "the mean is at most {@code mean}". */
    double rejected(double mean) {
        double quantile = StudentT.quantile(LEVEL, n - 1.0);
        int rejected = 0;
        for (int draw = 0; draw < means.length; draw++) {
            if (means[draw] - mean > quantile * Math.sqrt(estimates[draw])) {
                rejected++;
            }
        }
        return (double) rejected / means.length;
    }

    /** Mean of the means. */
    double mean() {
        return mean(means);
    }

    /**
     * Cells of a table: ratio with its interval, share of intervals that hold {@code mean}, share of tests that reject
     * it.
     */
    String cells(double mean) {
        double[] interval = ratioInterval();
        return String.format(
                Locale.ROOT,
                "%.2f [%.2f, %.2f] | %.1f %% | %.1f %%",
                ratio(),
                interval[0],
                interval[1],
                100.0 * coverage(mean),
                100.0 * rejected(mean));
    }

    private static double mean(double... values) {
        double sum = 0.0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
