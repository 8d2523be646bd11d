package io.steerscope.benchmarks.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.steerscope.statistics.distribution.NormalDistribution;
import io.steerscope.statistics.distribution.StudentT;

/** Where values of mean 0 and standard deviation 1 are drawn from; the least favourable to "works" first. */
enum Population {
    /** Gamma(2) mirrored, skewness -1.41: many small gains and few large losses, 59.4 % of values above the mean. */
    SKEWED_LEFT("skewed left") {
        @Override
        void draw(SplittableRandom random, double correlation, double[] values) {
            SKEWED_RIGHT.draw(random, correlation, values);
            Arrays.setAll(values, i -> -values[i]);
        }

        @Override
        double shareAbove(double value) {
            return 1.0 - SKEWED_RIGHT.shareAbove(-value);
        }
    },
    /**
     * Gamma(2) less its mean, skewness 1.41: a share of 40.6 % above the mean, which is the published run's share of
     * successes.
     */
    SKEWED_RIGHT("skewed right") {
        @Override
        void draw(SplittableRandom random, double correlation, double[] values) {
            double shared = correlation == 0.0 ? 0.0 : gamma(random, SHAPE * correlation);
            for (int i = 0; i < values.length; i++) {
                double own = correlation == 0.0 ? gammaOfTwo(random) : gamma(random, SHAPE * (1.0 - correlation));
                values[i] = (shared + own - SHAPE) / Math.sqrt(SHAPE);
            }
        }

        @Override
        double shareAbove(double value) {
            double gamma = Math.max(0.0, SHAPE + Math.sqrt(SHAPE) * value);
            return Math.exp(-gamma) * (1.0 + gamma);
        }
    },
    /** Student's t with 3 degrees of freedom, correlated ones with one divisor: symmetric, with heavy tails. */
    HEAVY_TAILED("t, 3 df") {
        @Override
        void draw(SplittableRandom random, double correlation, double[] values) {
            NORMAL.draw(random, correlation, values);
            double divisor = rootOfChiSquared(random);
            for (int i = 0; i < values.length; i++) {
                values[i] /= correlation == 0.0 ? rootOfChiSquared(random) : divisor;
            }
        }

        @Override
        double shareAbove(double value) {
            return StudentT.upperTail(Math.sqrt(3.0) * value, 3.0);
        }
    },
    /** Normal values. */
    NORMAL("normal") {
        @Override
        void draw(SplittableRandom random, double correlation, double[] values) {
            double shared = Math.sqrt(correlation) * random.nextGaussian();
            for (int i = 0; i < values.length; i++) {
                values[i] = shared + Math.sqrt(1.0 - correlation) * random.nextGaussian();
            }
        }

        @Override
        double shareAbove(double value) {
            return NormalDistribution.upperTail(value);
        }
    };

    /** What a value is multiplied by to be a margin: so small that none leaves the range of exact sums. */
    static final double MARGIN = 0.001;

    private static final double SHAPE = 2.0;

    private final String words;

    Population(String words) {
        this.words = words;
    }

    /** The name in tables. */
    String words() {
        return words;
    }

    /**
     * Fills an array with values of which every two have the given correlation, in [0, 1); at 0 they are independent.
     */
    abstract void draw(SplittableRandom random, double correlation, double[] values);

    /** The chance that a value is above the given one. */
    abstract double shareAbove(double value);

    /** Independent values. */
    double[] sample(SplittableRandom random, int n) {
        double[] values = new double[n];
        draw(random, 0.0, values);
        return values;
    }

    /** Values of pairs: one row for each pair, one column for each of its alphas. */
    double[][] pairs(SplittableRandom random, int pairs, int alphas, double correlation) {
        double[][] values = new double[pairs][alphas];
        for (double[] row : values) {
            draw(random, correlation, row);
        }
        return values;
    }

    private static double rootOfChiSquared(SplittableRandom random) {
        double first = random.nextGaussian();
        double second = random.nextGaussian();
        double third = random.nextGaussian();
        return Math.sqrt(first * first + second * second + third * third);
    }

    private static double gammaOfTwo(SplittableRandom random) {
        return -Math.log((1.0 - random.nextDouble()) * (1.0 - random.nextDouble()));
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
            double root = 1.0 + c * x;
            double v = root * root * root;
            if (v > 0.0 && Math.log(1.0 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
