package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.ItemSize;
import io.steerscope.results.figures.Contrast;
import io.steerscope.results.figures.ScoreValue;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The complete items of an experiment in the order in which they became complete: by the latest time of their margins'
 * scores. A function of the last score under every key, so the same after a restart or a replay.
 */
public final class Completions {

    private static final double LEVEL = 0.95;

    private record Series(String scorerId, String method) {}

    private record Item(Series series, String pairId, String category, double alpha) {}

    /** The margins of an item so far. */
    private static final class Growing {
        private ItemAccumulator margins = ItemAccumulator.EMPTY;
        private long latestMillis = Long.MIN_VALUE;
    }

    private final Experiment experiment;
    private final Map<Series, List<CompletedItem>> items;

    private Completions(Experiment experiment, Map<Series, List<CompletedItem>> items) {
        this.experiment = experiment;
        this.items = items;
    }

    /**
     * The complete items of some scores.
     *
     * @param scores scores of the experiment, each under another key; those outside the design, of another measure or
     *     without contrast do not count
     */
    static Completions of(Experiment experiment, Collection<MarginScore> scores) {
        DesignScope scope = DesignScope.of(experiment);
        Map<Item, Growing> growing = new HashMap<>();
        for (MarginScore score : scores) {
            String method = score.getIdentity().getMethod();
            double alpha = score.getIdentity().getAlpha() + 0.0;
            if (Contrast.of(score) && scope.isOfMeasure(score) && scope.holds(score.getCategory(), method, alpha)) {
                Growing item = growing.computeIfAbsent(
                        new Item(
                                new Series(score.getScorerId(), method),
                                score.getIdentity().getPairId(),
                                score.getCategory(),
                                alpha),
                        key -> new Growing());
                item.margins = item.margins.add(ScoreValue.of(score));
                item.latestMillis =
                        Math.max(item.latestMillis, score.getScoredAt().toEpochMilli());
            }
        }
        ItemSize size = ItemSize.of(experiment);
        Map<Series, List<CompletedItem>> items = new HashMap<>();
        growing.forEach((key, item) -> {
            if (size.isComplete(item.margins.count())) {
                items.computeIfAbsent(key.series(), series -> new ArrayList<>())
                        .add(new CompletedItem(
                                key.pairId(),
                                key.category(),
                                key.alpha(),
                                item.latestMillis,
                                item.margins.meanUnits()));
            }
        });
        items.values().forEach(ofSeries -> ofSeries.sort(CompletedItem.ORDER));
        return new Completions(experiment, items);
    }

    /**
     * The course of one group. Where it holds several alphas, its sequences are clustered by pair.
     *
     * @param category only this category, or null for all
     * @param alpha only this alpha, or null for all
     * @param points the largest number of points, at least 1
     */
    public Course course(
            String scorerId, String method, @Nullable String category, @Nullable Double alpha, int points) {
        Predicate<CompletedItem> belongs = item ->
                (category == null || category.equals(item.category())) && (alpha == null || alpha == item.alpha());
        List<CompletedItem> own = items.getOrDefault(new Series(scorerId, method), List.of()).stream()
                .filter(belongs)
                .toList();
        boolean pooled = alpha == null && experiment.getAlphas().size() > 1;
        long pairs = plannedPairs(category);
        long planned = pairs * (alpha == null ? experiment.getAlphas().size() : 1);
        return new Course(
                scorerId,
                method,
                category,
                alpha,
                planned,
                points(own, new RunningMean(pooled, planned, pairs, LEVEL), points));
    }

    private static List<CoursePoint> points(List<CompletedItem> items, RunningMean mean, int most) {
        List<CoursePoint> points = new ArrayList<>();
        long wanted = Math.min(most, items.size());
        for (int n = 1; n <= items.size(); n++) {
            mean.add(items.get(n - 1));
            if (n * wanted >= (points.size() + 1) * (long) items.size()) {
                points.add(mean.point());
            }
        }
        return points;
    }

    private long plannedPairs(@Nullable String category) {
        return Math.max(
                1,
                experiment.getCategories().stream()
                        .filter(design ->
                                category == null || design.getCategory().equals(category))
                        .mapToLong(CategoryDesign::getPairs)
                        .sum());
    }
}
