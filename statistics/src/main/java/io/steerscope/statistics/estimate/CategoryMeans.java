package io.steerscope.statistics.estimate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.exact.ExactMoments;

/**
 * The mean over pairs whose categories are either the ones that matter or a sample of others.
 *
 * @param pairs number of values n
 * @param categories number of categories k that have a value
 * @param fixed these categories, weighted by their pairs: the mean over all values; se^2 = sum (n_c/n)^2 s_c^2/n_c with
 *     n - k degrees of freedom (stratified mean: Cochran 1977, Sampling techniques, section 5.3). A category of one
 *     value has no variance, so that there is no standard error then
 * @param random categories as these: the mean m of the k category means, their standard deviation over sqrt(k), k - 1
 *     degrees of freedom; no standard error below two categories
 * @param heterogeneity whether the categories differ, and what a further one would bring; null below two categories
 *     that vary
 */
public record CategoryMeans(
        long pairs,
        int categories,
        MeanEstimate fixed,
        MeanEstimate random,
        @Nullable CategoryHeterogeneity heterogeneity) {

    /**
     * The estimates; empty without any value.
     *
     * @param byCategory moments of the values of each category, one value a pair
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<CategoryMeans> of(SortedMap<String, ExactMoments> byCategory, double level) {
        List<ExactMoments> groups =
                byCategory.values().stream().filter(group -> group.n() > 0).toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        ExactMoments all = ExactMoments.EMPTY;
        ExactMoments means = ExactMoments.EMPTY;
        for (ExactMoments group : groups) {
            all = all.merge(group);
            means = means.add(group.mean().orElseThrow());
        }
        return Optional.of(new CategoryMeans(
                all.n(),
                groups.size(),
                fixed(groups, all, level),
                random(means, level),
                CategoryHeterogeneity.of(byCategory, level).orElse(null)));
    }

    /** The same estimates in units of which {@code factor} make one. */
    public CategoryMeans scaled(double factor) {
        return new CategoryMeans(
                pairs,
                categories,
                fixed.scaled(factor),
                random.scaled(factor),
                heterogeneity == null ? null : heterogeneity.scaled(factor));
    }

    /** The mean over these categories by field name. */
    public Map<String, Object> fixedToMap() {
        return fixed.put(new Fields().put("n", pairs).put("categories", categories), "mean", "se")
                .toMap();
    }

    /** The mean of the category means by field name. */
    public Map<String, Object> randomToMap() {
        return random.put(new Fields().put("categories", categories), "mean_of_category_means", "se")
                .toMap();
    }

    private static MeanEstimate fixed(List<ExactMoments> groups, ExactMoments all, double level) {
        double mean = all.mean().orElseThrow();
        double variance = 0.0;
        for (ExactMoments group : groups) {
            if (group.n() < 2) {
                return MeanEstimate.withoutError(mean, level);
            }
            double share = (double) group.n() / all.n();
            variance += share * share * group.variance().orElseThrow() / group.n();
        }
        return MeanEstimate.of(mean, Math.sqrt(variance), all.n() - groups.size(), level);
    }

    private static MeanEstimate random(ExactMoments means, double level) {
        double mean = means.mean().orElseThrow();
        long k = means.n();
        return k < 2
                ? MeanEstimate.withoutError(mean, level)
                : MeanEstimate.of(mean, means.standardDeviation().orElseThrow() / Math.sqrt(k), k - 1, level);
    }
}
