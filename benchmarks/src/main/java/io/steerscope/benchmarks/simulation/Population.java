package io.steerscope.benchmarks.simulation;

import java.util.SplittableRandom;

/** Where margins of mean 0 and the published run's standard deviation are drawn from. */
enum Population {
    /** Normal margins. */
    NORMAL {
        @Override
        double draw(SplittableRandom random, double share) {
            return Math.sqrt(share) * random.nextGaussian();
        }
    },
    /**
     * Margins distributed as Gamma(2) less its mean: skewness 1.41 and a share of 40.6 % above the mean, which is the
     * published run's share of successes.
     */
    SKEWED {
        @Override
        double draw(SplittableRandom random, double share) {
            return share == 0.0 ? 0.0 : (gamma(random, SHAPE * share) - SHAPE * share) / Math.sqrt(SHAPE);
        }
    };

    /** Standard deviation of a margin. */
    static final double SD = 0.0328;

    private static final double SHAPE = 2.0;

    /** A part of a standardised margin that has the given share of its variance; independent parts add up. */
    abstract double draw(SplittableRandom random, double share);

    /** One margin. */
    double margin(SplittableRandom random) {
        return SD * draw(random, 1.0);
    }

    /**
     * Margins of pairs.
     *
     * @param correlation correlation between the margins of one pair, in [0, 1]
     * @return one row for each pair, one column for each alpha
     */
    double[][] pairs(SplittableRandom random, int pairs, int alphas, double correlation) {
        double[][] margins = new double[pairs][alphas];
        for (double[] row : margins) {
            double shared = draw(random, correlation);
            for (int alpha = 0; alpha < alphas; alpha++) {
                row[alpha] = SD * (shared + draw(random, 1.0 - correlation));
            }
        }
        return margins;
    }

    /** Marsaglia and Tsang 2000; below shape 1 by the power of a uniform number. */
    private static double gamma(SplittableRandom random, double shape) {
        if (shape < 1.0) {
            return gamma(random, shape + 1.0) * Math.pow(1.0 - random.nextDouble(), 1.0 / shape);
        }
        double d = shape - 1.0 / 3.0;
        double c = 1.0 / Math.sqrt(9.0 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1.0 + c * x, 3.0);
            if (v > 0.0 && Math.log(1.0 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
