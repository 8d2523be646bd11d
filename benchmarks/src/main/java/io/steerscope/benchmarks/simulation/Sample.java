package io.steerscope.benchmarks.simulation;

/**
 * Figures of a sample as {@link io.steerscope.statistics.exact.ExactMoments} defines them, in double precision: exact
 * sums would take most of the time of a simulation.
 *
 * @param n number of values, at least 2
 * @param mean arithmetic mean
 * @param sd sample standard deviation
 * @param skewness skewness; 0 below three values
 * @param excessKurtosis excess kurtosis
 */
record Sample(int n, double mean, double sd, double skewness, double excessKurtosis) {

    static Sample of(double[] values) {
        int n = values.length;
        double sum = 0.0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / n;
        double squares = 0.0;
        double cubes = 0.0;
        double fourths = 0.0;
        for (double value : values) {
            double deviation = value - mean;
            double square = deviation * deviation;
            squares += square;
            cubes += square * deviation;
            fourths += square * square;
        }
        return ofCentred(n, mean, squares, cubes, fourths);
    }

    /** The figures from the sums of powers of the deviations from the mean. */
    static Sample ofCentred(int n, double mean, double squares, double cubes, double fourths) {
        double sd = Math.sqrt(squares / (n - 1.0));
        double skewness = n < 3 ? 0.0 : cubes * n / ((n - 1.0) * (n - 2.0)) / (sd * sd * sd);
        return new Sample(n, mean, sd, skewness, n * fourths / (squares * squares) - 3.0);
    }

    /** The figures of the values with a number added to each. */
    Sample plus(double shift) {
        return new Sample(n, mean + shift, sd, skewness, excessKurtosis);
    }

    double standardError() {
        return sd / Math.sqrt(n);
    }

    /** How many standard errors the mean lies above the one tested. */
    double t(double tested) {
        return (mean - tested) / standardError();
    }

    /**
     * How many of its standard errors the standardised mean lies below d, as verdicts test a smallest effect in
     * standard deviations.
     */
    double tBelow(double d) {
        double variance = 1.0 - d * skewness + 0.25 * d * d * (2.0 + excessKurtosis);
        return (d - mean / sd) * Math.sqrt(n) / Math.sqrt(Math.max(1.0, variance));
    }
}
