package io.steerscope.statistics.verdict;

import java.util.Locale;

/**
 * The smallest effect of interest, chosen before the data are seen: a method whose mean is below it does not work for
 * any purpose. Without one nothing is said to not work.
 */
public sealed interface SmallestEffect {

    /** None was chosen. */
    record None() implements SmallestEffect {}

    /**
     * A mean, in the units of the values.
     *
     * @param margin above 0
     */
    record Margin(double margin) implements SmallestEffect {

        /** Checks the range. */
        public Margin {
            if (!(margin > 0.0 && Double.isFinite(margin))) {
                throw new IllegalArgumentException("Smallest effect " + margin + " is not above 0");
            }
        }
    }

    /**
     * A mean in standard deviations of the values.
     *
     * @param count above 0
     */
    record StandardDeviations(double count) implements SmallestEffect {

        private static final double SMALLEST_SPREAD = 1.0;

        /** Checks the range. */
        public StandardDeviations {
            if (!(count > 0.0 && Double.isFinite(count))) {
                throw new IllegalArgumentException("Smallest effect of " + count + " sd is not above 0");
            }
        }

        /**
         * Standard error of "d - mean / s" where that is 0, in units of 1 / sqrt n: sqrt(1 - d g + d^2 (2 + k) / 4), d
         * the threshold, g and k skewness and excess kurtosis of the values (the delta method; of normal values
         * sqrt(1 + d^2 / 2), Hedges and Olkin 1985, section 5.D). At least {@value #SMALLEST_SPREAD}, that of a
         * threshold that is known: skewness and kurtosis of few values would often make it far smaller, and any mean
         * be below the threshold.
         */
        public double spread(double skewness, double excessKurtosis) {
            double squared = 1.0 - count * skewness + 0.25 * count * count * (2.0 + excessKurtosis);
            return Math.max(SMALLEST_SPREAD, Math.sqrt(Math.max(0.0, squared)));
        }
    }

    /** The same effect in units of which {@code factor} make one. */
    default SmallestEffect scaled(double factor) {
        return this instanceof Margin margin ? new Margin(factor * margin.margin()) : this;
    }

    /** The effect in words, such as {@code 0.02} or {@code 0.25 sd}; empty where none was chosen. */
    default String words() {
        if (this instanceof Margin margin) {
            return String.format(Locale.ROOT, "%s", margin.margin());
        }
        return this instanceof StandardDeviations deviations
                ? String.format(Locale.ROOT, "%s sd", deviations.count())
                : "";
    }
}
