package io.steerscope.statistics.verdict;

import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;
import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.TSequence;

/** A one-sided test of a mean, and its inversion. */
interface MeanTest {

    /**
     * P-value against "mean <= mean tested".
     *
     * @param t (mean - mean tested) / (s / sqrt n)
     * @param skewness skewness of the values, 0 where it is not known
     * @param n number of values, at least 2
     * @param plannedN number of values of the design
     */
    double p(double t, double skewness, long n, long plannedN);

    /** The t at which the p-value is alpha; infinite where n is too small for one. */
    double critical(double alpha, double skewness, long n, long plannedN);

    /** P-value against "values above and below the mean tested are as likely" of n equal values above it. */
    double pOfEqualValues(long n);

    /** At the planned n, once: the t-test that allows for skewness; of equal values the sign test. */
    record AtFixedN() implements MeanTest {
        @Override
        public double p(double t, double skewness, long n, long plannedN) {
            return SkewnessAdjustedT.pGreater(t, skewness, n);
        }

        @Override
        public double critical(double alpha, double skewness, long n, long plannedN) {
            return SkewnessAdjustedT.critical(alpha, skewness, n);
        }

        @Override
        public double pOfEqualValues(long n) {
            return Math.scalb(1.0, (int) -Math.min(n, 1_000));
        }
    }

    /**
     * At every moment, from the second value on: the confidence sequence for t, of a t that allows for skewness. As
     * that is never above t, what the sequence promises of normal values holds.
     *
     * @param alpha error rate at which it is narrowest at the planned n
     */
    record BySequenceForT(double alpha) implements MeanTest {
        @Override
        public double p(double t, double skewness, long n, long plannedN) {
            return TSequence.alwaysValidP(SkewnessAdjustedT.adjusted(t, skewness, n), n, c(plannedN));
        }

        @Override
        public double critical(double alphaOfBound, double skewness, long n, long plannedN) {
            double t = TSequence.criticalT(n, alphaOfBound, c(plannedN));
            return Double.isInfinite(t) ? t : SkewnessAdjustedT.unadjusted(t, skewness, n);
        }

        @Override
        public double pOfEqualValues(long n) {
            return alwaysValidSigns(n);
        }

        private double c(long plannedN) {
            return TSequence.narrowestAt(plannedN, 2.0 * alpha);
        }
    }

    /**
     * At every moment after burn-in: the asymptotic confidence sequence, of a t that allows for skewness.
     *
     * @param alpha error rate at which it is narrowest at the planned n
     */
    record ByAsymptoticSequence(double alpha) implements MeanTest {
        @Override
        public double p(double t, double skewness, long n, long plannedN) {
            return n <= ConfidenceSequence.BURN_IN
                    ? 1.0
                    : ConfidenceSequence.alwaysValidP(
                            SkewnessAdjustedT.adjusted(t, skewness, n) / Math.sqrt(n),
                            n,
                            ConfidenceSequence.rhoSquared(2.0 * alpha, plannedN));
        }

        @Override
        public double critical(double alphaOfBound, double skewness, long n, long plannedN) {
            return n <= ConfidenceSequence.BURN_IN
                    ? Double.POSITIVE_INFINITY
                    : SkewnessAdjustedT.unadjusted(
                            Math.sqrt(n)
                                    * ConfidenceSequence.depth(
                                            n, alphaOfBound, ConfidenceSequence.rhoSquared(2.0 * alpha, plannedN)),
                            skewness,
                            n);
        }

        @Override
        public double pOfEqualValues(long n) {
            return alwaysValidSigns(n);
        }
    }

    /**
     * One over the likelihood ratio of n values on one side, mixed over a chance of that side uniform above one half:
     * 2^(n + 1) (1 - 2^-(n + 1)) / (n + 1).
     */
    private static double alwaysValidSigns(long n) {
        double inverse = Math.scalb(1.0, (int) -Math.min(n + 1, 1_000));
        return Math.min(1.0, (n + 1.0) * inverse / (1.0 - inverse));
    }
}
