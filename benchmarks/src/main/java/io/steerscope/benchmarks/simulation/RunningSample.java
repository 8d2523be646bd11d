package io.steerscope.benchmarks.simulation;

/** A sample that grows: sums of powers in double precision, of values near 0. */
final class RunningSample {

    private int n;
    private double sum;
    private double squares;
    private double cubes;
    private double fourths;

    void add(double value) {
        double square = value * value;
        n++;
        sum += value;
        squares += square;
        cubes += square * value;
        fourths += square * square;
    }

    /** Figures of two values or more. */
    Sample figures() {
        double mean = sum / n;
        double square = mean * mean;
        return Sample.ofCentred(
                n,
                mean,
                squares - n * square,
                cubes - 3.0 * mean * squares + 2.0 * n * square * mean,
                fourths - 4.0 * mean * cubes + 6.0 * square * squares - 3.0 * n * square * square);
    }

    /** How many standard errors the mean lies above 0. */
    double t() {
        return sum / Math.sqrt((squares - sum * sum / n) * n / (n - 1.0));
    }
}
