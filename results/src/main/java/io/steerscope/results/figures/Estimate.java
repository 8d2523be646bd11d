package io.steerscope.results.figures;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.SampleSummary;
import io.steerscope.statistics.clustered.ClusteredSummary;
import io.steerscope.statistics.interval.Interval;

/**
 * The mean margin of a group with its interval and test.
 *
 * @param mean mean over items; null without items
 * @param interval t interval, two-sided, at every n; null where there is none
 * @param intervalMethod method of the interval, in words
 * @param level confidence level of the interval
 * @param pTwoSided two-sided p-value of the t-test, which goes with the interval; null where there is none
 * @param n independent units: items, or pairs where it is clustered by pair
 * @param unit what n counts, in the singular
 */
public record Estimate(
        @Nullable Double mean,
        @Nullable Interval interval,
        String intervalMethod,
        double level,
        @Nullable Double pTwoSided,
        long n,
        String unit) {

    /** Over items. */
    public static Estimate of(SampleSummary summary) {
        return new Estimate(
                summary.mean(),
                summary.meanInterval(),
                "t",
                summary.level(),
                Numbers.pTwoSided(summary),
                summary.n(),
                "item");
    }

    /** Clustered by pair. */
    public static Estimate of(ClusteredSummary summary) {
        return new Estimate(
                summary.mean(),
                summary.tTest() == null ? null : summary.tTest().interval(),
                "t clustered by pair",
                summary.level(),
                summary.tTest() == null ? null : summary.tTest().pTwoSided(),
                summary.clusters(),
                "pair");
    }

    /** Over the pairs of all categories at one alpha. */
    public static Estimate of(OverCategories mean) {
        return new Estimate(
                mean.mean(), mean.interval(), mean.method(), mean.level(), mean.pTwoSided(), mean.pairs(), "pair");
    }

    /** Interval and p-value, as a cell of a table holds them. */
    public String figures() {
        return Numbers.interval(interval) + " " + Numbers.p(pTwoSided);
    }
}
