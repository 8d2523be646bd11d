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

    /** What the squared distance of two means is multiplied by in the sum of squares over both sets. */
    double weight(RunningMean other) {
        return n == 0 || other.n == 0 ? 0.0 : (double) n * other.n / ((double) n + other.n);
    }

    /** The mean of others less this one. */
    double[] difference(RunningMean other) {
        double[] difference = other.mean.clone();
        Products.add(difference, -1.0, mean, 0, mean.length);
        return difference;
    }

    /** Takes all that another one took (Chan, Golub and LeVeque 1979). */
    void merge(RunningMean other) {
        if (other.n == 0) {
            return;
        }
        double[] difference = difference(other);
        squares += other.squares + weight(other) * UnitVectors.dot(difference, difference);
        double share = (double) other.n / ((double) n + other.n);
        if (n == 0) {
            System.arraycopy(other.mean, 0, mean, 0, mean.length);
        } else {
            Products.add(mean, share, difference, 0, mean.length);
        }
        n += other.n;
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
