package io.steerscope.statistics.agreement;

import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;

/**
 * Spearman's rank correlation of a few subjects, such as the categories of an experiment, with its test against no
 * association.
 *
 * @param n number of subjects
 * @param correlation in [-1, 1]; null where one of the values does not vary
 * @param pTwoSided two-sided p-value; null without a correlation, and below {@value #FEWEST} subjects. Up to 9
 *     subjects it is the share of all n! orders of the second values whose correlation is as far from 0,
 *     ties included; above, that of t = r sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom (Kendall and Stuart)
 */
public record SpearmanTest(int n, @Nullable Double correlation, @Nullable Double pTwoSided) {

    /** Below this number of subjects no p-value is given: the least possible one of four is 1/12. */
    public static final int FEWEST = 5;

    private static final int MOST_EXACT = 9;

    /**
     * The correlation of x and y with its test.
     *
     * @param x finite numbers
     * @param y finite numbers, as many
     */
    public static SpearmanTest of(double[] x, double[] y) {
        PairedValues values = PairedValues.of(x, y);
        OptionalDouble correlation = SpearmanCorrelation.of(values);
        if (correlation.isEmpty()) {
            return new SpearmanTest(x.length, null, null);
        }
        double r = correlation.getAsDouble();
        return new SpearmanTest(x.length, r, x.length < FEWEST ? null : Double.valueOf(p(values, r)));
    }

    private static double p(PairedValues values, double r) {
        if (values.n() <= MOST_EXACT) {
            return new Orders(values).p();
        }
        int df = values.n() - 2;
        return r * r >= 1.0 ? 0.0 : 2.0 * StudentT.upperTail(Math.abs(r) * Math.sqrt(df / (1.0 - r * r)), df);
    }

    /** All orders of the second values, by Heap's method. */
    private static final class Orders {

        private final long[] x;
        private final long[] y;
        private final long observed;
        private long orders;
        private long asFar;

        Orders(PairedValues values) {
            this.x = new long[values.n()];
            this.y = new long[values.n()];
            for (int i = 0; i < x.length; i++) {
                x[i] = values.x()[i].centredRank(x.length);
                y[i] = values.y()[i].centredRank(x.length);
            }
            this.observed = Math.abs(products());
        }

        double p() {
            count();
            int[] swaps = new int[y.length];
            int i = 1;
            while (i < y.length) {
                if (swaps[i] < i) {
                    swap(i % 2 == 0 ? 0 : swaps[i], i);
                    count();
                    swaps[i]++;
                    i = 1;
                } else {
                    swaps[i] = 0;
                    i++;
                }
            }
            return (double) asFar / orders;
        }

        private void count() {
            orders++;
            if (Math.abs(products()) >= observed) {
                asFar++;
            }
        }

        private long products() {
            long sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * y[i];
            }
            return sum;
        }

        private void swap(int i, int j) {
            long kept = y[i];
            y[i] = y[j];
            y[j] = kept;
        }
    }
}
