package io.steerscope.aggregator.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.alignment.Clip;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.CategoryAlpha;

/**
 * How the complete items of one method under one scorer are spread. All groups of the design are present, also empty
 * ones, in its order.
 *
 * @param scorerId the scorer bundle
 * @param method the steering method
 * @param edges edges of the histograms of all groups, ascending
 * @param overall all items
 * @param byAlpha items by alpha
 * @param byCategory items by category
 * @param byCategoryAlpha items by category and alpha
 */
public record ItemDistributions(
        String scorerId,
        String method,
        List<Double> edges,
        Distribution overall,
        Map<Double, Distribution> byAlpha,
        Map<String, Distribution> byCategory,
        Map<CategoryAlpha, Distribution> byCategoryAlpha) {

    /**
     * Distributions of one method under one scorer.
     *
     * @param items items of the experiment; others than the complete ones of the method, scorer and design do not count
     * @param bins the largest number of bins, at least 2
     */
    public static ItemDistributions of(
            Experiment experiment, String scorerId, String method, List<RunningItem> items, int bins) {
        List<Double> alphas =
                experiment.getAlphas().stream().map(alpha -> alpha + 0.0).toList();
        List<String> categories = experiment.getCategories().stream()
                .map(CategoryDesign::getCategory)
                .toList();
        List<RunningItem> own = items.stream()
                .filter(item -> item.complete()
                        && item.scorerId().equals(scorerId)
                        && item.method().equals(method)
                        && alphas.contains(item.alpha() + 0.0)
                        && categories.contains(item.category()))
                .sorted(Comparator.comparingDouble(RunningItem::mean))
                .toList();
        Groups groups = new Groups(own, bins, DesignScope.measure(experiment));
        Map<Double, Distribution> byAlpha = new LinkedHashMap<>();
        alphas.forEach(alpha -> byAlpha.put(alpha, groups.of(alpha)));
        Map<String, Distribution> byCategory = new LinkedHashMap<>();
        Map<CategoryAlpha, Distribution> byCategoryAlpha = new LinkedHashMap<>();
        for (String category : categories) {
            byCategory.put(category, groups.of(category));
            for (double alpha : alphas) {
                CategoryAlpha cell = new CategoryAlpha(category, alpha);
                byCategoryAlpha.put(cell, groups.of(cell));
            }
        }
        return new ItemDistributions(
                scorerId, method, groups.edges.values(), groups.of(Groups.ALL), byAlpha, byCategory, byCategoryAlpha);
    }

    /** Means of items by alpha, category, both, and of all, on common edges. */
    private static final class Groups {

        static final Object ALL = new Object();

        private final HistogramEdges edges;
        private final Map<Object, DoubleStream.Builder> means = new HashMap<>();

        /** Takes items that are sorted by mean, so that every group is; alignments are shown as clips. */
        Groups(List<RunningItem> ascending, int bins, Measure measure) {
            double factor = measure == Measure.ALIGNMENT ? Clip.FACTOR : 1.0;
            this.edges = ascending.isEmpty()
                    ? HistogramEdges.empty()
                    : edges(
                            factor * ascending.get(0).mean(),
                            factor * ascending.get(ascending.size() - 1).mean(),
                            bins,
                            measure);
            for (RunningItem item : ascending) {
                double alpha = item.alpha() + 0.0;
                for (Object group : List.of(ALL, alpha, item.category(), new CategoryAlpha(item.category(), alpha))) {
                    means.computeIfAbsent(group, key -> DoubleStream.builder()).add(factor * item.mean());
                }
            }
        }

        private static HistogramEdges edges(double smallest, double largest, int bins, Measure measure) {
            return measure == Measure.ALIGNMENT
                    ? HistogramEdges.between(smallest, largest, bins)
                    : HistogramEdges.around(smallest, largest, bins);
        }

        Distribution of(Object group) {
            DoubleStream.Builder own = means.remove(group);
            return Distribution.of(own == null ? new double[0] : own.build().toArray(), edges);
        }
    }
}
