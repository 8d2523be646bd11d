package io.steerscope.aggregator.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.results.design.ItemSize;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.RunningClusters;
import io.steerscope.statistics.analysis.RunningSummary;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;

/** Merges the cells and clusters of one scorer and method into groups. */
final class RunningGroups {

    static final double LEVEL = 0.95;

    private final Experiment experiment;
    private final List<Double> alphas;
    private final Map<CellKey, Cell> cells;
    private final Map<String, ClusterMoments> clusters;
    private final boolean finished;
    private final ItemSize size;

    /**
     * @param alphas the alphas of the design to take in, at least one
     * @param cells cells of the scorer and method
     * @param clusters clusters of all alphas of the design, by category
     * @param finished whether the scorer has finished
     */
    RunningGroups(
            Experiment experiment,
            List<Double> alphas,
            Map<CellKey, Cell> cells,
            Map<String, ClusterMoments> clusters,
            boolean finished) {
        this.experiment = experiment;
        this.alphas = alphas;
        this.cells = cells;
        this.clusters = clusters;
        this.finished = finished;
        this.size = ItemSize.of(experiment);
    }

    RunningGroup overall() {
        return overAlphas(experiment.getCategories());
    }

    Map<Double, RunningGroup> byAlpha() {
        Map<Double, RunningGroup> groups = new LinkedHashMap<>();
        for (double alpha : alphas) {
            groups.put(alpha, ofAlpha(experiment.getCategories(), alpha));
        }
        return groups;
    }

    Map<String, RunningGroup> byCategory() {
        Map<String, RunningGroup> groups = new LinkedHashMap<>();
        for (CategoryDesign category : experiment.getCategories()) {
            groups.put(category.getCategory(), overAlphas(List.of(category)));
        }
        return groups;
    }

    Map<CategoryAlpha, RunningGroup> byCategoryAlpha() {
        Map<CategoryAlpha, RunningGroup> groups = new LinkedHashMap<>();
        for (CategoryDesign category : experiment.getCategories()) {
            for (double alpha : alphas) {
                groups.put(new CategoryAlpha(category.getCategory(), alpha), ofAlpha(List.of(category), alpha));
            }
        }
        return groups;
    }

    private RunningGroup ofAlpha(List<CategoryDesign> categories, double alpha) {
        Predicate<CellKey> belongs = key -> key.alpha() == alpha && isIn(categories, key.category());
        RunningSummary summary = RunningSummary.of(moments(belongs), pairs(categories), LEVEL);
        return new RunningGroup(summary, null, partialItems(belongs));
    }

    private RunningGroup overAlphas(List<CategoryDesign> categories) {
        Predicate<CellKey> belongs = key -> alphas.contains(key.alpha() + 0.0) && isIn(categories, key.category());
        ExactMoments moments = moments(belongs);
        long pairs = pairs(categories);
        long items = pairs * alphas.size();
        return new RunningGroup(
                RunningSummary.of(moments, items, LEVEL),
                alphas.size() == 1
                        ? RunningClusters.ofSingleItems(moments, pairs, LEVEL, finished)
                        : RunningClusters.of(clusters(categories), pairs, items, LEVEL, finished),
                partialItems(belongs));
    }

    private ClusterMoments clusters(List<CategoryDesign> categories) {
        ClusterMoments merged = ClusterMoments.EMPTY;
        for (CategoryDesign category : categories) {
            merged = merged.merge(clusters.getOrDefault(category.getCategory(), ClusterMoments.EMPTY));
        }
        return merged;
    }

    private ExactMoments moments(Predicate<CellKey> belongs) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (Map.Entry<CellKey, Cell> entry : cells.entrySet()) {
            if (belongs.test(entry.getKey())) {
                moments = moments.merge(entry.getValue().complete(size));
            }
        }
        return moments;
    }

    private long partialItems(Predicate<CellKey> belongs) {
        return cells.entrySet().stream()
                .filter(entry -> belongs.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().partialItems(size))
                .sum();
    }

    private static boolean isIn(List<CategoryDesign> categories, String category) {
        return categories.stream().anyMatch(design -> design.getCategory().equals(category));
    }

    private static long pairs(List<CategoryDesign> categories) {
        return Math.max(
                1, categories.stream().mapToLong(CategoryDesign::getPairs).sum());
    }
}
