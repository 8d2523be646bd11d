package io.steerscope.statistics.embedding;

import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Eigenvalues and solutions of linear systems beside those of EJML. */
class LinearAlgebraProperties {

    @Property(tries = 300)
    void eigenvaluesAreThoseOfEjml(
            @ForAll @IntRange(min = 1, max = 60) int n,
            @ForAll @IntRange(min = 0, max = 60) int rank,
            @ForAll @IntRange(min = -6, max = 3) int magnitude,
            @ForAll long seed) {
        // given: of any rank, also 0, as of images that are one vector
        double[][] matrix = gram(n, rank, Math.pow(10.0, magnitude), seed);
        double[] expected = eigenvaluesByEjml(matrix);

        // when
        double[] actual = SymmetricEigenvalues.of(Products.copy(matrix));

        // then
        double largest = Math.max(Math.abs(expected[0]), Math.abs(expected[n - 1]));
        assertThat(actual).containsExactly(expected, within(1e-13 * n * largest + Double.MIN_NORMAL));
    }

    @Property(tries = 300)
    void eigenvaluesOfALowRankAreFoundEachTime(
            @ForAll @IntRange(min = 55, max = 80) int n,
            @ForAll @IntRange(min = 1, max = 6) int rank,
            @ForAll @IntRange(min = -6, max = 3) int magnitude,
            @ForAll long seed) {
        // given: most of its tridiagonal form is rounding
        double[][] matrix = gram(n, rank, Math.pow(10.0, magnitude), seed);
        double trace = 0.0;
        for (int i = 0; i < n; i++) {
            trace += matrix[i][i];
        }

        // when
        double[] actual = SymmetricEigenvalues.of(matrix);

        // then
        assertThat(Arrays.stream(actual).sum()).isEqualTo(trace, within(1e-13 * trace));
        assertThat(Arrays.copyOf(actual, n - rank)).containsExactly(new double[n - rank], within(1e-13 * trace));
    }

    @Example
    void eigenvaluesThatAreEqualAreFoundEachTime() {
        // given
        double[][] identity = new double[50][50];
        for (int i = 0; i < identity.length; i++) {
            identity[i][i] = 0.02;
        }

        // when
        double[] actual = SymmetricEigenvalues.of(identity);

        // then
        double[] expected = new double[50];
        Arrays.fill(expected, 0.02);
        assertThat(actual).containsExactly(expected, within(1e-17));
    }

    @Example
    void aMatrixOfNoNumbersHasNoEigenvalues() {
        assertThatThrownBy(() -> SymmetricEigenvalues.of(new double[][] {{1.0, Double.NaN}, {Double.NaN, 1.0}}))
                .isInstanceOf(ArithmeticException.class);
        assertThat(SymmetricEigenvalues.of(new double[0][0])).isEmpty();
    }

    @Property(tries = 200)
    void solutionsAndTracesAreThoseOfEjml(
            @ForAll @IntRange(min = 1, max = 50) int n,
            @ForAll @IntRange(min = 1, max = 50) int rank,
            @ForAll @DoubleRange(min = 0.01, max = 2.0) double ridge,
            @ForAll long seed) {
        // given
        double[][] matrix = gram(n, rank, 1.0, seed);
        double[][] right = gram(n, n, 1.0, seed + 1);
        DMatrixRMaj whole = new DMatrixRMaj(matrix);
        for (int i = 0; i < n; i++) {
            whole.add(i, i, ridge);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(n, n);
        CommonOps_DDRM.invert(whole, inverse);
        DMatrixRMaj expected = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(inverse, new DMatrixRMaj(right), expected);

        // when
        Cholesky factor = Cholesky.of(matrix, ridge);
        double[][] actual = factor.backward(factor.forward(Products.copy(right)));

        // then
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                assertThat(actual[i][j]).isEqualTo(expected.get(i, j), within(1e-8 / ridge));
            }
        }
        assertThat(factor.traceOfInverse())
                .isEqualTo(CommonOps_DDRM.trace(inverse), within(1e-10 * CommonOps_DDRM.trace(inverse)));
    }

    /** The mean of outer products of random vectors, times a scale: symmetric, positive semidefinite. */
    private static double[][] gram(int n, int rank, double scale, long seed) {
        Random random = new Random(seed);
        double[][] matrix = new double[n][n];
        for (int vector = 0; vector < rank; vector++) {
            double[] values = random.doubles(n, -1.0, 1.0).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    matrix[i][j] += scale * values[i] * values[j] / rank;
                }
            }
        }
        return matrix;
    }

    private static double[] eigenvaluesByEjml(double[][] matrix) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(matrix.length, false, true);
        assertThat(eigen.decompose(new DMatrixRMaj(matrix))).isTrue();
        double[] values = new double[matrix.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = eigen.getEigenvalue(i).getReal();
        }
        Arrays.sort(values);
        return values;
    }
}
