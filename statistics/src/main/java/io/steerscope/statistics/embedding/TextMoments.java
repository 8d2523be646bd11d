package io.steerscope.statistics.embedding;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.chol.CholeskyDecompositionInner_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Second moments of text features x beside image vectors y.
 *
 * @param texts C_xx = X'X / n, k x k
 * @param cross C_xy = X'Y / n, k x d
 */
record TextMoments(DMatrixRMaj texts, DMatrixRMaj cross) {

    /** Eigenvalues of C_xx below this share of the greatest are left out of its pseudo-inverse. */
    private static final double RANK = 1e-10;

    /** Eigenvalues of C_xx. */
    EigenSpectrum weights() {
        return EigenSpectrum.of(texts.copy());
    }

    /** Effective degrees of freedom of the regression: sum w / (w + ridge) over the eigenvalues w of C_xx. */
    static double degreesOfFreedom(EigenSpectrum weights, double ridge) {
        double largest = weights.greatest(1)[0];
        double sum = 0.0;
        for (double weight : weights.values()) {
            if (ridge > 0.0) {
                sum += weight / (weight + ridge);
            } else if (weight > RANK * largest) {
                sum += 1.0;
            }
        }
        return sum;
    }

    /**
     * The root V of what the texts explain, C_xy' (C_xx + ridge I)^-1 C_xy = V'V; at ridge 0 of the pseudo-inverse.
     *
     * @param ridge at least 0
     */
    DMatrixRMaj explainedRoot(double ridge) {
        return ridge > 0.0 ? forward(factor(ridge), cross.copy()) : pseudoRoot();
    }

    /** The coefficients B = (C_xx + ridge I)^-1 C_xy; at ridge 0 of the pseudo-inverse. */
    DMatrixRMaj coefficients(double ridge) {
        if (ridge > 0.0) {
            DMatrixRMaj lower = factor(ridge);
            return backward(lower, forward(lower, cross.copy()));
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = eigen();
        DMatrixRMaj sum = new DMatrixRMaj(cross.numRows, cross.numCols);
        forEachVector(eigen, (vector, weight) -> Products.addProduct(sum, 1.0 / weight, vector, projection(vector)));
        return sum;
    }

    private DMatrixRMaj factor(double ridge) {
        DMatrixRMaj ridged = texts.copy();
        for (int i = 0; i < ridged.numRows; i++) {
            ridged.add(i, i, ridge);
        }
        CholeskyDecompositionInner_DDRM cholesky = new CholeskyDecompositionInner_DDRM(true);
        if (!cholesky.decompose(ridged)) {
            throw new ArithmeticException(
                    "A ridge of " + ridge + " is too small for these texts; 0 takes the" + " pseudo-inverse");
        }
        return cholesky.getT(null);
    }

    /** Solves L V = right in place. */
    private static DMatrixRMaj forward(DMatrixRMaj lower, DMatrixRMaj right) {
        int d = right.numCols;
        for (int i = 0; i < lower.numRows; i++) {
            for (int j = 0; j < i; j++) {
                subtract(right.data, i * d, lower.get(i, j), j * d, d);
            }
            divide(right.data, i * d, lower.get(i, i), d);
        }
        return right;
    }

    /** Solves L' B = right in place. */
    private static DMatrixRMaj backward(DMatrixRMaj lower, DMatrixRMaj right) {
        int d = right.numCols;
        for (int i = lower.numRows - 1; i >= 0; i--) {
            for (int j = i + 1; j < lower.numRows; j++) {
                subtract(right.data, i * d, lower.get(j, i), j * d, d);
            }
            divide(right.data, i * d, lower.get(i, i), d);
        }
        return right;
    }

    private static void subtract(double[] data, int from, double factor, int other, int length) {
        for (int c = 0; c < length; c++) {
            data[from + c] -= factor * data[other + c];
        }
    }

    private static void divide(double[] data, int from, double divisor, int length) {
        for (int c = 0; c < length; c++) {
            data[from + c] /= divisor;
        }
    }

    private DMatrixRMaj pseudoRoot() {
        DMatrixRMaj root = new DMatrixRMaj(cross.numRows, cross.numCols);
        int[] row = {0};
        forEachVector(eigen(), (vector, weight) -> {
            double[] projection = projection(vector);
            double scale = 1.0 / Math.sqrt(weight);
            for (int c = 0; c < projection.length; c++) {
                root.set(row[0], c, scale * projection[c]);
            }
            row[0]++;
        });
        return root;
    }

    private interface Weighted {
        void take(double[] vector, double weight);
    }

    private EigenDecomposition_F64<DMatrixRMaj> eigen() {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(texts.numRows, true, true);
        if (!eigen.decompose(texts.copy())) {
            throw new ArithmeticException("The eigenvectors of the texts did not converge");
        }
        return eigen;
    }

    private static void forEachVector(EigenDecomposition_F64<DMatrixRMaj> eigen, Weighted taker) {
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
        double[] projection = new double[cross.numCols];
        for (int i = 0; i < vector.length; i++) {
            for (int c = 0; c < projection.length; c++) {
                projection[c] += vector[i] * cross.get(i, c);
            }
        }
        return projection;
    }
}
