package io.steerscope.statistics.verdict;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on. Means are margins. Null where the values do not determine a figure; the p-values are then 1.
 *
 * @param n number of values so far
 * @param plannedN number of values of the design
 * @param mean mean of the values
 * @param sd sample standard deviation
 * @param smallestEffect smallest effect of interest, as a margin
 * @param pWorks p-value against "mean <= 0", Holm-adjusted over the family
 * @param pDoesNot p-value against "mean >= smallest effect", Holm-adjusted over the family
 */
public record Evidence(
        long n,
        long plannedN,
        @Nullable Double mean,
        @Nullable Double sd,
        @Nullable Double smallestEffect,
        double pWorks,
        double pDoesNot) {

    Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("n", n);
        fields.put("planned_n", plannedN);
        if (mean != null) {
            fields.put("mean", mean);
        }
        if (sd != null) {
            fields.put("sd", sd);
        }
        if (smallestEffect != null) {
            fields.put("smallest_effect", smallestEffect);
        }
        fields.put("p_works_holm", pWorks);
        fields.put("p_does_not_holm", pDoesNot);
        return fields;
    }
}
