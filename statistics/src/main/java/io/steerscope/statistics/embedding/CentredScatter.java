package io.steerscope.statistics.embedding;

/** Covariance of vectors about their running mean, denominator n. */
final class CentredScatter {

    private final int dimensions;
    private final RunningMean mean;
    private final double[][] upper;
    private final double[][] block;
    private int waiting;

    CentredScatter(int dimensions) {
        this.dimensions = dimensions;
        this.mean = new RunningMean(dimensions);
        this.upper = new double[dimensions][dimensions];
        this.block = new double[Products.CHUNK][dimensions];
    }

    static CentredScatter of(double[][] rows) {
        CentredScatter scatter = new CentredScatter(rows[0].length);
        for (double[] row : rows) {
            scatter.add(row);
        }
        return scatter;
    }

    void add(double[] vector) {
        System.arraycopy(mean.add(vector), 0, block[waiting], 0, dimensions);
        waiting++;
        if (waiting == Products.CHUNK) {
            flush();
        }
    }

    private void flush() {
        Products.addSquares(upper, block, 0, waiting);
        waiting = 0;
    }

    /** Squared Frobenius norm of the covariance: the sum of its squared eigenvalues. */
    double sumOfSquaredEigenvalues() {
        flush();
        double n = mean.n();
        double sum = 0.0;
        for (int i = 0; i < dimensions; i++) {
            double diagonal = upper[i][i] / n;
            sum += diagonal * diagonal;
            double row = 0.0;
            for (int j = i + 1; j < dimensions; j++) {
                double value = upper[i][j] / n;
                row += value * value;
            }
            sum += 2.0 * row;
        }
        return sum;
    }

    /** Takes all that another one took, as if after these. */
    void merge(CentredScatter other) {
        flush();
        other.flush();
        double weight = mean.weight(other.mean);
        double[] difference = mean.difference(other.mean);
        for (int i = 0; i < dimensions; i++) {
            Products.add(upper[i], 1.0, other.upper[i], weight * difference[i], difference, i, dimensions);
        }
        mean.merge(other.mean);
    }

    /** C = Y'Y / n: the covariance and the square of the mean. */
    double[][] secondMoments() {
        flush();
        double[] m = mean.mean();
        double[][] moments = Products.symmetric(upper, 1.0 / mean.n());
        for (int i = 0; i < dimensions; i++) {
            Products.add(moments[i], m[i], m, 0, dimensions);
        }
        return moments;
    }
}
