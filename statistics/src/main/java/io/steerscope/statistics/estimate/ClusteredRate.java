package io.steerscope.statistics.estimate;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.WilsonInterval;

/**
 * A success rate over the items of pairs that allows for the items of a pair not being independent: the Wilson interval
 * over an effective number of items (Kish 1965, Survey sampling, section 8.2; Korn and Graubard 1998).
 *
 * @param items number of items N
 * @param pairs number of pairs G
 * @param rate share p of items above 0
 * @param designEffect cluster-robust variance of p, G/(G - 1) sum (r_g - p n_g)^2 / N^2 with r_g of n_g items of a pair
 *     above 0, over p (1 - p) / N; null below two pairs and where all or no items are above 0, as is what follows
 * @param effectiveItems N / max(1, designEffect)
 * @param wilson Wilson interval of p over the effective number
 * @param level confidence level of the interval
 */
public record ClusteredRate(
        long items,
        int pairs,
        double rate,
        @Nullable Double designEffect,
        @Nullable Double effectiveItems,
        @Nullable Interval wilson,
        double level) {

    /**
     * Items of one pair.
     *
     * @param items number of items, at least 1
     * @param successes those above 0
     */
    public record Pair(int items, int successes) {}

    /**
     * The rate; empty without pairs.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<ClusteredRate> of(Collection<Pair> pairs, double level) {
        ConfidenceLevel.checked(level);
        long n = pairs.stream().mapToLong(Pair::items).sum();
        if (n == 0) {
            return Optional.empty();
        }
        int clusters = pairs.size();
        long successes = pairs.stream().mapToLong(Pair::successes).sum();
        double rate = (double) successes / n;
        if (clusters < 2 || successes == 0 || successes == n) {
            return Optional.of(new ClusteredRate(n, clusters, rate, null, null, null, level));
        }
        double squares = 0.0;
        for (Pair pair : pairs) {
            double residual = pair.successes() - rate * pair.items();
            squares += residual * residual;
        }
        double variance = squares * clusters / (clusters - 1.0) / ((double) n * n);
        double designEffect = variance / (rate * (1.0 - rate) / n);
        double effective = n / Math.max(1.0, designEffect);
        return Optional.of(new ClusteredRate(
                n, clusters, rate, designEffect, effective, WilsonInterval.ofRate(rate, effective, level), level));
    }

    /** The figures by field name. */
    public Map<String, Object> toMap() {
        return new Fields()
                .put("rate", rate)
                .put("n", items)
                .put("pairs", pairs)
                .put("design_effect", designEffect)
                .put("effective_n", effectiveItems)
                .put("wilson" + ConfidenceLevel.percent(level) + "_clustered", wilson)
                .toMap();
    }
}
