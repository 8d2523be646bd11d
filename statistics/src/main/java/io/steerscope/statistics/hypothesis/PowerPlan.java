package io.steerscope.statistics.hypothesis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.ConfidenceLevel;

/**
 * What one-sided t-tests can find before any is made. A family of m tests shares the error rate 1 - level: each has (1
 * - level) / m (Bonferroni), which is the first step of Holm's procedure.
 *
 * @param numbers numbers of values n of a test
 * @param families numbers of tests m that are judged together
 * @param level confidence level of the family, inside (0.5, 1)
 * @param power chance of finding an effect, inside (0, 1)
 * @param smallestEffect smallest effect of interest in standard deviations, above 0; null for none
 */
public record PowerPlan(
        List<Long> numbers, List<Long> families, double level, double power, @Nullable Double smallestEffect) {

    /** Copies the lists and checks the ranges that {@link TTestPower} does not. */
    public PowerPlan {
        numbers = List.copyOf(numbers);
        families = List.copyOf(families);
        ConfidenceLevel.checked(level);
        for (long family : families) {
            if (family < 1) {
                throw new IllegalArgumentException("A family of " + family + " tests");
            }
        }
    }

    /** The smallest mean in standard deviations that a test of n values within a family finds with the power. */
    public double detectable(long n, long family) {
        return TTestPower.detectableD(n, (1.0 - level) / family, power);
    }

    /**
     * The chance that a test of n values within a family finds a mean of d standard deviations. It is also the chance
     * that a mean of 0 is found to be below d, at the same level.
     */
    public double powerAt(double d, long n, long family) {
        return TTestPower.power(n, d, (1.0 - level) / family);
    }

    /** The fewest values with which a test within a family finds a mean of d standard deviations with the power. */
    public OptionalLong needed(double d, long family) {
        return TTestPower.valuesNeeded(d, (1.0 - level) / family, power);
    }

    /** All figures by field name; designs are named {@code n=10,family=24}. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", level);
        fields.put("power", power);
        Map<String, Object> detectable = new LinkedHashMap<>();
        Map<String, Object> powers = new LinkedHashMap<>();
        Map<String, Object> needed = new LinkedHashMap<>();
        for (long n : numbers) {
            for (long family : families) {
                String design = "n=" + n + ",family=" + family;
                detectable.put(design, detectable(n, family));
                if (smallestEffect != null) {
                    powers.put(design, powerAt(smallestEffect, n, family));
                }
            }
        }
        fields.put("smallest_detectable_d", detectable);
        if (smallestEffect != null) {
            for (long family : families) {
                needed(smallestEffect, family).ifPresent(n -> needed.put("family=" + family, n));
            }
            fields.put("smallest_effect_sd", smallestEffect);
            fields.put("power_for_smallest_effect", powers);
            fields.put("n_needed_for_smallest_effect", needed);
        }
        return fields;
    }
}
