package io.steerscope.statistics.verdict;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.Fields;

/**
 * What a verdict rests on. Means are in the units of the values. Null where the values do not determine a figure; the
 * p-values are then 1.
 *
 * @param n number of values so far
 * @param plannedN number of values of the design
 * @param mean mean of the values
 * @param sd sample standard deviation
 * @param smallestEffect smallest effect of interest, as a mean; null also where none was chosen
 * @param pWorks p-value against "mean <= 0", Holm-adjusted over the family
 * @param pDoesNot p-value against "mean >= smallest effect", Holm-adjusted over the family; null where none was chosen
 * @param lowerBound one-sided lower bound of the mean by the test inverted, at {@code decidingLevel}: it is above 0
 *     exactly where the group works
 * @param decidingLevel one minus the error rate at which Holm's procedure decides the family as it is: with r groups
 *     that work among m, alpha / (m - r), or alpha where all do
 * @param excludedAbove one-sided upper bound of the mean by the test inverted, at level 1 - alpha / m: effects above it
 *     are excluded, in all groups of the family at once; null where the smallest effect is in standard deviations, a
 *     scale of its own
 * @param excludedLevel 1 - alpha / m
 */
public record Evidence(
        long n,
        long plannedN,
        @Nullable Double mean,
        @Nullable Double sd,
        @Nullable Double smallestEffect,
        double pWorks,
        @Nullable Double pDoesNot,
        @Nullable Double lowerBound,
        double decidingLevel,
        @Nullable Double excludedAbove,
        double excludedLevel) {

    /** In other units: means are multiplied by a factor above 0, the rest stays. */
    public Evidence scaled(double factor) {
        return new Evidence(
                n,
                plannedN,
                Fields.scaled(mean, factor),
                Fields.scaled(sd, factor),
                Fields.scaled(smallestEffect, factor),
                pWorks,
                pDoesNot,
                Fields.scaled(lowerBound, factor),
                decidingLevel,
                Fields.scaled(excludedAbove, factor),
                excludedLevel);
    }

    Map<String, Object> toMap() {
        return new Fields()
                .put("n", n)
                .put("planned_n", plannedN)
                .put("mean", mean)
                .put("sd", sd)
                .put("smallest_effect", smallestEffect)
                .put("p_works_holm", pWorks)
                .put("p_does_not_holm", pDoesNot)
                .put("lower_bound", lowerBound)
                .put("lower_bound_level", lowerBound == null ? null : decidingLevel)
                .put("excluded_above", excludedAbove)
                .put("excluded_above_level", excludedAbove == null ? null : excludedLevel)
                .toMap();
    }
}
