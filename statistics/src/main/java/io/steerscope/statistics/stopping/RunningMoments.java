package io.steerscope.statistics.stopping;

/**
 * Moments of values in their order, by updates of the sums of powers of their deviations from the mean (Pebay 2008,
 * Formulas for robust, one-pass parallel computation of covariances and arbitrary-order statistical moments, Sandia
 * report SAND2008-6212, section 3.1): the same bits for the same values in the same order.
 */
final class RunningMoments {

    /** Values up to 2 in magnitude that are equal but for rounding differ by less. */
    private static final double SMALLEST_DEVIATION = 1e-15;

    private long n;
    private double mean;
    private double squares;
    private double cubes;
    private double fourths;

    void add(double value) {
        double before = n;
        n++;
        double delta = value - mean;
        double step = delta / n;
        double square = delta * step * before;
        fourths += square * step * step * (n * (n - 3.0) + 3.0) + 6.0 * step * step * squares - 4.0 * step * cubes;
        cubes += square * step * (n - 2.0) - 3.0 * step * squares;
        squares += square;
        mean += step;
    }

    long n() {
        return n;
    }

    double mean() {
        return mean;
    }

    /** Whether there are two values that differ by more than rounding. */
    boolean varies() {
        return n >= 2 && standardDeviation() > SMALLEST_DEVIATION;
    }

    /** Sample standard deviation (denominator n - 1). */
    double standardDeviation() {
        return Math.sqrt(squares / (n - 1.0));
    }

    double standardError() {
        return standardDeviation() / Math.sqrt(n);
    }

    /** As {@link io.steerscope.statistics.exact.ExactMoments#skewness}; 0 below three values. */
    double skewness() {
        double sd = standardDeviation();
        return n < 3 ? 0.0 : cubes * n / ((n - 1.0) * (n - 2.0)) / (sd * sd * sd);
    }

    /** As {@link io.steerscope.statistics.exact.ExactMoments#excessKurtosis}. */
    double excessKurtosis() {
        return n * fourths / (squares * squares) - 3.0;
    }
}
