package io.steerscope.statistics.embedding;

import java.util.Arrays;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Principal components: the coordinates of rows about their mean along the directions of greatest variance. Of the
 * vector of each direction the coordinate of greatest magnitude is positive, so that its sign is no accident.
 *
 * @param coordinates by row, then by component, the greatest variance first; 0 where no variance is left
 * @param explained share of the variance of each component; null where the rows are all equal
 */
public record PrincipalComponents(double[][] coordinates, double @Nullable [] explained) {

    /** Variances of at most this share of all are 0. */
    private static final double NONE = 1e-14;

    /** Magnitudes of which one is not greater than the other by more than this share are equal: the first counts. */
    private static final double EQUAL = 1e-12;

    /**
     * The first components.
     *
     * @param rows at least one
     * @param components how many, at least 1
     * @throws ArithmeticException if the decomposition does not converge
     */
    public static PrincipalComponents of(double[][] rows, int components) {
        int n = rows.length;
        int dimensions = rows[0].length;
        double[][] centred = centred(rows);
        double[][] coordinates = new double[n][components];
        double total = 0.0;
        for (double[] row : centred) {
            total += UnitVectors.dot(row, row);
        }
        if (total <= EigenSpectrum.ZERO * n) {
            return new PrincipalComponents(coordinates, null);
        }
        boolean isWide = n < dimensions;
        double[][] products = isWide ? Products.gram(centred) : Products.squares(centred, dimensions);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(products.length, true, true);
        if (!eigen.decompose(new DMatrixRMaj(products))) {
            throw new ArithmeticException("The principal components did not converge");
        }
        int[] order = descending(eigen);
        double[] explained = new double[components];
        for (int component = 0; component < Math.min(components, order.length); component++) {
            double value = eigen.getEigenvalue(order[component]).getReal();
            if (value > NONE * total) {
                explained[component] = value / total;
                double[] vector = eigen.getEigenVector(order[component]).getData();
                double[] direction = isWide ? direction(centred, vector) : vector;
                double sign = sign(direction);
                for (int i = 0; i < n; i++) {
                    coordinates[i][component] = sign * UnitVectors.dot(centred[i], direction) + 0.0;
                }
            }
        }
        return new PrincipalComponents(coordinates, explained);
    }

    private static double[][] centred(double[][] rows) {
        int n = rows.length;
        int dimensions = rows[0].length;
        double[] mean = new double[dimensions];
        for (double[] row : rows) {
            Products.add(mean, 1.0, row, 0, dimensions);
        }
        Products.divide(mean, n, 0, dimensions);
        double[][] centred = Products.copy(rows);
        for (double[] row : centred) {
            Products.add(row, -1.0, mean, 0, dimensions);
        }
        return centred;
    }

    private static int[] descending(EigenDecomposition_F64<DMatrixRMaj> eigen) {
        Integer[] order = new Integer[eigen.getNumberOfEigenvalues()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (one, other) -> Double.compare(
                        eigen.getEigenvalue(other).getReal(),
                        eigen.getEigenvalue(one).getReal()));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** The direction of length 1 that belongs to an eigenvector of the inner products. */
    private static double[] direction(double[][] centred, double[] weights) {
        double[] direction = new double[centred[0].length];
        for (int i = 0; i < weights.length; i++) {
            Products.add(direction, weights[i], centred[i], 0, direction.length);
        }
        Products.divide(direction, Math.sqrt(UnitVectors.dot(direction, direction)), 0, direction.length);
        return direction;
    }

    private static double sign(double[] coordinates) {
        double greatest = 0.0;
        for (double coordinate : coordinates) {
            if (Math.abs(coordinate) > Math.abs(greatest) * (1.0 + EQUAL)) {
                greatest = coordinate;
            }
        }
        return greatest < 0.0 ? -1.0 : 1.0;
    }
}
