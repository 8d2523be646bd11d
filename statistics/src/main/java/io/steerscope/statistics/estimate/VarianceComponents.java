package io.steerscope.statistics.estimate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.exact.ExactMoments;

/**
 * How much margins vary between the pairs and between the seeds of a pair, at one alpha: one-way random effects with n
 * pairs of k seeds (Searle, Casella and McCulloch 1992, Variance components, section 3.6). It tells what more seeds or
 * more pairs would buy.
 *
 * <p>MSW is the mean over the pairs of the variance between their seeds, MSB is k times the variance of the pairs'
 * means.
 *
 * @param pairs number of pairs n with a complete item
 * @param seeds number of seeds k
 * @param betweenSeeds MSW; null below two seeds
 * @param betweenPairs max(0, (MSB - MSW) / k); null below two pairs or two seeds, as is what follows
 * @param intraclass ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW) (Shrout and Fleiss 1979); null also without any
 *     variation
 */
public record VarianceComponents(
        long pairs,
        int seeds,
        @Nullable Double betweenSeeds,
        @Nullable Double betweenPairs,
        @Nullable Double intraclass) {

    private static final int[] SEEDS = {1, 3, 10};
    private static final int[] TIMES_PAIRS = {1, 2, 4};

    /**
     * The components of complete items.
     *
     * @param items moments of the margins of each pair's item over its seeds
     * @param seeds number of margins of each item, at least 1
     * @throws IllegalArgumentException if an item has another number of margins
     */
    public static VarianceComponents of(Collection<ExactMoments> items, int seeds) {
        ExactMoments means = ExactMoments.EMPTY;
        double within = 0.0;
        for (ExactMoments item : items) {
            if (item.n() != seeds) {
                throw new IllegalArgumentException("An item of " + item.n() + " margins, not " + seeds);
            }
            means = means.add(item.mean().orElseThrow());
            within += item.variance().orElse(0.0);
        }
        long n = means.n();
        if (n == 0 || seeds < 2) {
            return new VarianceComponents(n, seeds, null, null, null);
        }
        double msw = within / n;
        OptionalDouble variance = means.variance();
        if (variance.isEmpty()) {
            return new VarianceComponents(n, seeds, msw, null, null);
        }
        double msb = seeds * variance.getAsDouble();
        double total = msb + (seeds - 1) * msw;
        return new VarianceComponents(
                n, seeds, msw, Math.max(0.0, (msb - msw) / seeds), total > 0.0 ? (msb - msw) / total : null);
    }

    /**
     * Standard error of the mean over pairs: sqrt((betweenPairs + betweenSeeds / seeds) / pairs); null where the
     * components are.
     */
    public @Nullable Double standardError(long ofPairs, int ofSeeds) {
        return betweenPairs == null || betweenSeeds == null
                ? null
                : Double.valueOf(Math.sqrt((betweenPairs + betweenSeeds / ofSeeds) / ofPairs));
    }

    /** The same components in units of which {@code factor} make one. */
    public VarianceComponents scaled(double factor) {
        return new VarianceComponents(
                pairs,
                seeds,
                Fields.scaled(betweenSeeds, factor * factor),
                Fields.scaled(betweenPairs, factor * factor),
                intraclass);
    }

    /**
     * The figures by field name, with the standard error of the mean at 1, 3, 10 and the experiment's own number of
     * seeds, and with as many, twice and four times as many pairs.
     */
    public Map<String, Object> toMap() {
        Fields fields = new Fields()
                .put("pairs", pairs)
                .put("seeds", seeds)
                .put("variance_between_seeds", betweenSeeds)
                .put("variance_between_pairs", betweenPairs)
                .put("icc1", intraclass);
        if (betweenPairs != null) {
            SortedSet<Integer> numbers = new TreeSet<>();
            for (int number : SEEDS) {
                numbers.add(number);
            }
            numbers.add(seeds);
            Map<String, Object> bySeeds = new LinkedHashMap<>();
            numbers.forEach(number -> bySeeds.put(String.valueOf(number), standardError(pairs, number)));
            Map<String, Object> byPairs = new LinkedHashMap<>();
            for (int times : TIMES_PAIRS) {
                byPairs.put(String.valueOf(times * pairs), standardError(times * pairs, seeds));
            }
            fields.put("se_of_mean_by_seeds", bySeeds).put("se_of_mean_by_pairs", byPairs);
        }
        return fields.toMap();
    }
}
