package io.steerscope.aggregator.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.RunningSummary;
import io.steerscope.statistics.exact.ExactMoments;

/** Merges the cells of one scorer and method into groups. */
final class RunningGroups {

    private static final double LEVEL = 0.95;

    private final Experiment experiment;
    private final Map<CellKey, Cell> cells;
    private final long allPairs;

    RunningGroups(Experiment experiment, Map<CellKey, Cell> cells) {
        this.experiment = experiment;
        this.cells = cells;
        this.allPairs = experiment.getCategories().stream()
                .mapToLong(CategoryDesign::getPairs)
                .sum();
    }

    RunningGroup overall() {
        return group(key -> true, allPairs * experiment.getAlphas().size());
    }

    Map<Double, RunningGroup> byAlpha() {
        Map<Double, RunningGroup> groups = new LinkedHashMap<>();
        for (double alpha : experiment.getAlphas()) {
            groups.put(alpha, group(key -> key.alpha() == alpha, allPairs));
        }
        return groups;
    }

    Map<String, RunningGroup> byCategory() {
        Map<String, RunningGroup> groups = new LinkedHashMap<>();
        for (CategoryDesign category : experiment.getCategories()) {
            groups.put(
                    category.getCategory(),
                    group(
                            key -> key.category().equals(category.getCategory()),
                            (long) category.getPairs() * experiment.getAlphas().size()));
        }
        return groups;
    }

    Map<CategoryAlpha, RunningGroup> byCategoryAlpha() {
        Map<CategoryAlpha, RunningGroup> groups = new LinkedHashMap<>();
        for (CategoryDesign category : experiment.getCategories()) {
            for (double alpha : experiment.getAlphas()) {
                groups.put(
                        new CategoryAlpha(category.getCategory(), alpha),
                        group(
                                key -> key.category().equals(category.getCategory()) && key.alpha() == alpha,
                                category.getPairs()));
            }
        }
        return groups;
    }

    private RunningGroup group(Predicate<CellKey> belongs, long plannedItems) {
        int seeds = experiment.getSeeds().size();
        ExactMoments moments = ExactMoments.EMPTY;
        long partial = 0;
        for (Map.Entry<CellKey, Cell> entry : cells.entrySet()) {
            if (belongs.test(entry.getKey())) {
                moments = moments.merge(entry.getValue().complete(seeds));
                partial += entry.getValue().partialItems(seeds);
            }
        }
        return new RunningGroup(RunningSummary.of(moments, Math.max(1, plannedItems), LEVEL), partial);
    }
}
