package io.steerscope.results.figures;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.estimate.CategoryMeans;
import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.TTest;
import io.steerscope.statistics.interval.ConfidenceLevel;
import io.steerscope.statistics.interval.Interval;

/**
 * The mean margin over the pairs of these categories at one alpha, each category weighted by its pairs. Its standard
 * error is that of a stratified mean (Cochran 1977, Sampling techniques, section 5.3); where a category has a single
 * pair, or there is one category, that of all pairs together. At the largest alpha it is the headline: the figure that
 * answers the question of the experiment.
 *
 * <p>Null: without items the mean; without variation, or with too few pairs, what follows it.
 *
 * @param alpha steering strength
 * @param pairs pairs with a complete item at that alpha
 * @param categories categories that these are of
 * @param level confidence level of the interval
 * @param mean mean of the item means
 * @param standardError its standard error
 * @param df degrees of freedom of the standard error
 * @param t mean over standard error
 * @param pTwoSided two-sided p-value of the t-test, which goes with the interval
 * @param interval two-sided t interval
 * @param byCategory whether the standard error is that of the stratified mean
 */
public record OverCategories(
        double alpha,
        long pairs,
        int categories,
        double level,
        @Nullable Double mean,
        @Nullable Double standardError,
        @Nullable Long df,
        @Nullable Double t,
        @Nullable Double pTwoSided,
        @Nullable Interval interval,
        boolean byCategory) {

    /**
     * The means of some cells, by alpha.
     *
     * @param cells moments of the means of the complete items of each cell
     */
    public static SortedMap<Double, OverCategories> byAlpha(Map<CategoryAlpha, ExactMoments> cells, double level) {
        SortedMap<Double, SortedMap<String, ExactMoments>> alphas = new TreeMap<>();
        cells.forEach((cell, moments) -> {
            SortedMap<String, ExactMoments> categories = alphas.computeIfAbsent(cell.alpha(), alpha -> new TreeMap<>());
            if (moments.n() > 0) {
                categories.put(cell.category(), moments);
            }
        });
        SortedMap<Double, OverCategories> means = new TreeMap<>();
        alphas.forEach((alpha, categories) -> means.put(alpha, of(alpha, categories, level)));
        return means;
    }

    private static OverCategories of(double alpha, SortedMap<String, ExactMoments> categories, double level) {
        ExactMoments all = categories.values().stream().reduce(ExactMoments.EMPTY, ExactMoments::merge);
        CategoryMeans means = CategoryMeans.of(categories, level).orElse(null);
        if (means != null && categories.size() > 1 && means.fixed().interval() != null) {
            return new OverCategories(
                    alpha,
                    all.n(),
                    categories.size(),
                    level,
                    means.fixed().mean(),
                    means.fixed().standardError(),
                    means.fixed().df(),
                    means.fixed().t(),
                    means.fixed().pTwoSided(),
                    means.fixed().interval(),
                    true);
        }
        TTest test = TTest.of(all, level).orElse(null);
        return new OverCategories(
                alpha,
                all.n(),
                categories.size(),
                level,
                Fields.orNull(all.mean()),
                test == null ? null : (Double) (all.standardDeviation().orElseThrow() / Math.sqrt(all.n())),
                test == null ? null : (Long) (all.n() - 1),
                test == null ? null : (Double) test.t(),
                test == null ? null : (Double) test.pTwoSided(),
                test == null ? null : test.interval(),
                false);
    }

    /** Before the end: the mean without the test and the interval, which hold at the planned n alone. */
    public OverCategories withoutTest() {
        return new OverCategories(alpha, pairs, categories, level, mean, null, null, null, null, null, byCategory);
    }

    /** In units of which {@code factor} make one. */
    public OverCategories scaled(double factor) {
        return new OverCategories(
                alpha,
                pairs,
                categories,
                level,
                Fields.scaled(mean, factor),
                Fields.scaled(standardError, factor),
                df,
                t,
                pTwoSided,
                Fields.scaled(interval, factor),
                byCategory);
    }

    /** What is estimated, in words. */
    public String estimand() {
        return "mean margin at alpha %s over %s of %s"
                .formatted(
                        alpha,
                        Numbers.count(pairs, "pair"),
                        categories == 1
                                ? "1 category"
                                : "these " + categories + " categories, weighted by their pairs");
    }

    /** How the interval is made, in words. */
    public String method() {
        return byCategory ? "t, standard error by category" : "t";
    }

    /** The figure by field name, without what is not determined. */
    public Map<String, Object> toMap() {
        String percent = ConfidenceLevel.percent(level);
        return new Fields()
                .put("estimand", estimand())
                .put("alpha", alpha)
                .put("pairs", pairs)
                .put("categories", categories)
                .put("mean", mean)
                .put("method", method())
                .put("se", standardError)
                .put("df", df)
                .put("t", t)
                .put("p_two_sided", pTwoSided)
                .put("ci" + percent + "_t", interval)
                .toMap();
    }
}
