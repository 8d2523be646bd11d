package io.steerscope.statistics.embedding;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/** Second moments of text features x beside image vectors y: C_xx = X'X / n, k x k, and C_xy = X'Y / n, k x d. */
final class TextMoments {

    /** Eigenvalues of C_xx below this share of the greatest are left out of its pseudo-inverse. */
    private static final double RANK = 1e-10;

    /** From this ridge on C_xx + ridge I is far from singular: k - ridge tr (C_xx + ridge I)^-1 has ten digits. */
    static final double WELL_CONDITIONED = 1e-4;

    private final double[][] texts;
    private final double[][] cross;
    private @Nullable EigenSpectrum weights;

    TextMoments(double[][] texts, double[][] cross) {
        this.texts = texts;
        this.cross = cross;
    }

    /** What the regression on texts with a ridge explains. */
    Explained explained(double ridge) {
        if (ridge > 0.0) {
            Cholesky factor = factor(ridge);
            double dof = ridge < WELL_CONDITIONED
                    ? ridgeDegreesOfFreedom(ridge)
                    : texts.length - ridge * factor.traceOfInverse();
            return new Explained(factor.forward(Products.copy(cross)), Math.max(0.0, dof));
        }
        return new Explained(pseudoRoot(), rank());
    }

    /**
     * A regression.
     *
     * @param root V with V'V = C_xy' (C_xx + ridge I)^-1 C_xy, at ridge 0 of the pseudo-inverse; any number of rows
     * @param degreesOfFreedom sum w / (w + ridge) over the eigenvalues w of C_xx; at ridge 0 its rank
     */
    record Explained(double[][] root, double degreesOfFreedom) {}

    /** {@link Explained#root} alone. */
    double[][] explainedRoot(double ridge) {
        return ridge > 0.0 ? factor(ridge).forward(Products.copy(cross)) : pseudoRoot();
    }

    /** The coefficients B = (C_xx + ridge I)^-1 C_xy; at ridge 0 of the pseudo-inverse. */
    double[][] coefficients(double ridge) {
        if (ridge > 0.0) {
            Cholesky factor = factor(ridge);
            return factor.backward(factor.forward(Products.copy(cross)));
        }
        double[][] sum = new double[cross.length][cross[0].length];
        forEachVector((vector, weight) -> {
            double[] projection = projection(vector);
            for (int i = 0; i < sum.length; i++) {
                Products.add(sum[i], vector[i] / weight, projection, 0, projection.length);
            }
        });
        return sum;
    }

    private Cholesky factor(double ridge) {
        try {
            return Cholesky.of(texts, ridge);
        } catch (ArithmeticException e) {
            throw new ArithmeticException(
                    "A ridge of " + ridge + " is too small for these texts; 0 takes the pseudo-inverse");
        }
    }

    private double ridgeDegreesOfFreedom(double ridge) {
        double sum = 0.0;
        for (double weight : weights().values()) {
            sum += weight / (weight + ridge);
        }
        return sum;
    }

    private double rank() {
        double[] values = weights().values();
        int rank = 0;
        while (rank < values.length && values[rank] > RANK * values[0]) {
            rank++;
        }
        return rank;
    }

    private EigenSpectrum weights() {
        if (weights == null) {
            weights = EigenSpectrum.of(Products.copy(texts));
        }
        return weights;
    }

    private double[][] pseudoRoot() {
        double[][] root = new double[cross.length][cross[0].length];
        int[] row = {0};
        forEachVector((vector, weight) -> {
            double[] projection = projection(vector);
            Products.divide(projection, Math.sqrt(weight), 0, projection.length);
            root[row[0]] = projection;
            row[0]++;
        });
        return root;
    }

    private interface Weighted {
        void take(double[] vector, double weight);
    }

    /** The eigenvectors of C_xx that count, with their eigenvalues. */
    private void forEachVector(Weighted taker) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(texts.length, true, true);
        if (!eigen.decompose(new DMatrixRMaj(texts))) {
            throw new ArithmeticException("The eigenvectors of the texts did not converge");
        }
        double largest = 0.0;
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
            largest = Math.max(largest, eigen.getEigenvalue(i).getReal());
        }
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
            double weight = eigen.getEigenvalue(i).getReal();
            if (weight > RANK * largest) {
                taker.take(eigen.getEigenVector(i).getData(), weight);
            }
        }
    }

    /** vector' C_xy. */
    private double[] projection(double[] vector) {
        double[] projection = new double[cross[0].length];
        for (int i = 0; i < vector.length; i++) {
            Products.add(projection, vector[i], cross[i], 0, projection.length);
        }
        return projection;
    }
}
