package io.steerscope.statistics.hypothesis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.apache.commons.math3.special.Gamma;

import io.steerscope.statistics.exact.ExactMoments;

/**
 * Whether groups differ in their means by more than chance: Cochran's Q (Cochran 1954) and I squared (Higgins and
 * Thompson 2002).
 *
 * <p>With weight w = n / s^2 per group, Q = sum w (mean - weighted mean)^2, chi-squared with one degree of freedom
 * fewer than groups if all means are equal; I^2 = max(0, (Q - df) / Q) is the share of the variation that is not
 * chance.
 *
 * @param groups number of groups with a variance
 * @param q Cochran's Q
 * @param df degrees of freedom, groups - 1
 * @param p P(chi-squared >= Q)
 * @param iSquared I squared, in [0, 1)
 */
public record Heterogeneity(int groups, double q, int df, double p, double iSquared) {

    /** Heterogeneity of the groups that have a variance; empty with fewer than two of them. */
    public static Optional<Heterogeneity> of(Collection<ExactMoments> groups) {
        List<ExactMoments> varying = new ArrayList<>();
        double totalWeight = 0.0;
        double weightedSum = 0.0;
        for (ExactMoments group : groups) {
            if (group.variance().orElse(0.0) > 0.0) {
                varying.add(group);
                totalWeight += weight(group);
                weightedSum += weight(group) * group.mean().orElseThrow();
            }
        }
        int df = varying.size() - 1;
        if (df < 1) {
            return Optional.empty();
        }
        double q = 0.0;
        for (ExactMoments group : varying) {
            double deviation = group.mean().orElseThrow() - weightedSum / totalWeight;
            q += weight(group) * deviation * deviation;
        }
        double iSquared = q > df ? (q - df) / q : 0.0;
        return Optional.of(
                new Heterogeneity(varying.size(), q, df, Gamma.regularizedGammaQ(0.5 * df, 0.5 * q), iSquared));
    }

    private static double weight(ExactMoments group) {
        return group.n() / group.variance().orElseThrow();
    }
}
