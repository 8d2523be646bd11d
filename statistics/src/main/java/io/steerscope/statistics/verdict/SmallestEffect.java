package io.steerscope.statistics.verdict;

import java.util.Locale;

import io.steerscope.statistics.hypothesis.MinimumDetectableEffect;

/** The smallest effect of interest: a method whose mean margin is below it does not work for any purpose. */
public sealed interface SmallestEffect {

    /**
     * A mean margin, chosen before the data are seen.
     *
     * @param margin above 0
     */
    record Margin(double margin) implements SmallestEffect {

        /** Checks the range. */
        public Margin {
            if (!(margin > 0.0 && margin <= 2.0)) {
                throw new IllegalArgumentException("Smallest effect " + margin + " is not inside (0, 2]");
            }
        }

        @Override
        public double standardised(double sd, long plannedN, double alpha) {
            return margin / sd;
        }

        @Override
        public double spread(double standardised) {
            return 1.0;
        }

        @Override
        public String words() {
            return String.format(Locale.ROOT, "%s, the smallest effect of interest", margin);
        }
    }

    /**
     * What the design can find: the mean that the one-sided t-test at the planned n finds with the given power, at the
     * error rate of the family's first Holm step; in standard deviations it is fixed by the design alone.
     *
     * @param power inside (0.5, 1)
     */
    record Detectable(double power) implements SmallestEffect {

        /** Checks the range. */
        public Detectable {
            if (!(power > 0.5 && power < 1.0)) {
                throw new IllegalArgumentException("Power " + power + " is not inside (0.5, 1)");
            }
        }

        @Override
        public double standardised(double sd, long plannedN, double alpha) {
            return MinimumDetectableEffect.cohensD(plannedN, alpha, power);
        }

        @Override
        public double spread(double standardised) {
            return Math.sqrt(1.0 + 0.5 * standardised * standardised);
        }

        @Override
        public String words() {
            return String.format(
                    Locale.ROOT, "the smallest effect that the planned items find with %.0f %% power", 100.0 * power);
        }
    }

    /**
     * The effect in standard deviations.
     *
     * @param sd standard deviation of the values, above 0
     * @param plannedN number of values of the design, at least 2
     * @param alpha error rate of one test of the family
     */
    double standardised(double sd, long plannedN, double alpha);

    /**
     * Standard error of "effect minus mean" at the boundary, in units of s / sqrt(n): 1 for a margin; for an effect that is
     * itself in standard deviations the estimate of s varies too (Hedges and Olkin 1985, section 5.D: variance (1 + d^2 /
     * 2) / n for normal values).
     */
    double spread(double standardised);

    /** What it is, in words that follow "below". */
    String words();
}
