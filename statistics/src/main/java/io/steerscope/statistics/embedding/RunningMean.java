package io.steerscope.statistics.embedding;

/**
 * Mean of vectors and the sum of their squared distances from it, updated vector by vector (Welford 1962), so that a
 * strong common part costs no digits and equal vectors give exactly 0.
 */
final class RunningMean {

    private final double[] mean;
    private final double[] step;
    private int n;
    private double squares;

    RunningMean(int dimensions) {
        this.mean = new double[dimensions];
        this.step = new double[dimensions];
    }

    /**
     * Takes the n-th vector.
     *
     * @return its distance from the mean of those before, times sqrt((n - 1) / n): the sum of the squares of these is
     *     that about the final mean. Overwritten by the next call
     */
    double[] add(double[] vector) {
        n++;
        double scale = Math.sqrt((n - 1.0) / n);
        double sum = 0.0;
        for (int j = 0; j < mean.length; j++) {
            double difference = vector[j] - mean[j];
            mean[j] += difference / n;
            double scaled = scale * difference;
            step[j] = scaled;
            sum += scaled * scaled;
        }
        squares += sum;
        return step;
    }

    int n() {
        return n;
    }

    double[] mean() {
        return mean;
    }

    /** Mean squared distance from the mean: the trace of the covariance with denominator n. */
    double trace() {
        return squares / n;
    }
}
