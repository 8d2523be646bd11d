package io.steerscope.aggregator.query;

import java.util.Map;
import java.util.SortedMap;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.statistics.analysis.CategoryAlpha;

/**
 * The figures of one method under one scorer so far. All groups of the design are present, also empty ones, in its
 * order.
 *
 * @param experimentId the experiment
 * @param scorerId the scorer bundle
 * @param method the steering method
 * @param complete whether the scorer has finished: figures and verdicts are then the final ones
 * @param overCategories the mean over the pairs of all categories by alpha, with its test when complete; that at the
 *     largest alpha is the headline
 * @param overall all items
 * @param byAlpha items by alpha
 * @param byCategory items by category
 * @param byCategoryAlpha items by category and alpha
 * @param verdicts whether the method works, by category and alpha, of all cells of the design
 */
public record RunningStatistics(
        String experimentId,
        String scorerId,
        String method,
        boolean complete,
        SortedMap<Double, OverCategories> overCategories,
        RunningGroup overall,
        Map<Double, RunningGroup> byAlpha,
        Map<String, RunningGroup> byCategory,
        Map<CategoryAlpha, RunningGroup> byCategoryAlpha,
        CellVerdicts verdicts) {

    /**
     * Whether the groups over all alphas hold several items of a pair: their clustered figures are then the primary
     * ones.
     */
    public boolean hasSeveralAlphas() {
        return byAlpha.size() > 1;
    }
}
