package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Eigenvalues l of a symmetric positive semidefinite matrix in descending order, and the effective numbers that follow
 * from their shares p = l / sum l. Values of at most 1e-12 count as 0: the matrices here have traces of about 1.
 */
final class EigenSpectrum {

    /** Largest eigenvalue that counts as 0. */
    static final double ZERO = 1e-12;

    private final double[] values;
    private final double trace;

    private EigenSpectrum(double[] values) {
        this.values = values;
        double sum = 0.0;
        for (double value : values) {
            sum += value;
        }
        this.trace = sum;
    }

    /** The spectrum of a symmetric matrix, whose rows are overwritten. */
    static EigenSpectrum of(double[][] symmetric) {
        double[] ascending = SymmetricEigenvalues.of(symmetric);
        double[] values = new double[ascending.length];
        for (int i = 0; i < values.length; i++) {
            double value = ascending[values.length - 1 - i];
            values[i] = value <= ZERO ? 0.0 : value;
        }
        return new EigenSpectrum(values);
    }

    /** The sum of the eigenvalues. */
    double trace() {
        return trace;
    }

    /** Whether no eigenvalue is above 0. */
    boolean isZero() {
        return trace == 0.0;
    }

    /** The eigenvalues in descending order. */
    double[] values() {
        return values;
    }

    /** The k greatest eigenvalues, filled up with zeros. */
    double[] greatest(int k) {
        return Arrays.copyOf(values, k);
    }

    /** H = -sum p log p; 0 where no eigenvalue is above 0. */
    double entropy() {
        double entropy = 0.0;
        for (double value : values) {
            if (value > 0.0) {
                double share = value / trace;
                entropy -= share * StrictMath.log(share);
            }
        }
        return Math.max(0.0, entropy);
    }

    /** exp(H), the effective number of kinds; empty where no eigenvalue is above 0. */
    OptionalDouble modes() {
        return isZero() ? OptionalDouble.empty() : OptionalDouble.of(StrictMath.exp(entropy()));
    }

    /** exp(trace H), the exponential of the entropy of weights that are not normalised: 1 where nothing is left. */
    double unnormalisedModes() {
        return StrictMath.exp(trace * entropy());
    }

    /** 1 / max p; empty where no eigenvalue is above 0. */
    OptionalDouble infiniteOrder() {
        return isZero() ? OptionalDouble.empty() : OptionalDouble.of(trace / values[0]);
    }

    /**
     * The effective number of order q, exp(log(sum p^q) / (1 - q)); exp(H) at q = 1, 1 / max p at infinity.
     *
     * @param q at least 0
     * @return empty where no eigenvalue is above 0
     */
    OptionalDouble order(double q) {
        if (isZero()) {
            return OptionalDouble.empty();
        }
        if (q == 1.0) {
            return modes();
        }
        if (Double.isInfinite(q)) {
            return infiniteOrder();
        }
        double largest = values[0] / trace;
        double sum = 0.0;
        for (double value : values) {
            if (value > 0.0) {
                sum += StrictMath.exp(q * StrictMath.log(value / values[0]));
            }
        }
        return OptionalDouble.of(StrictMath.exp((StrictMath.log(sum) + q * StrictMath.log(largest)) / (1.0 - q)));
    }
}
