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

        /** Checks the range. */
        public StandardDeviations {
            if (!(count > 0.0 && Double.isFinite(count))) {
                throw new IllegalArgumentException("Smallest effect of " + count + " sd is not above 0");
            }
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
