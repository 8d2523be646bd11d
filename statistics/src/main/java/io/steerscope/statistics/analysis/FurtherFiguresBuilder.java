package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.estimate.CategoryMeans;
import io.steerscope.statistics.estimate.ClusteredRate;
import io.steerscope.statistics.estimate.MeanFigures;
import io.steerscope.statistics.estimate.VarianceComponents;
import io.steerscope.statistics.estimate.WithinPairSlope;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.exact.ItemAccumulator;

/** Groups complete items by pair, category and alpha for {@link FurtherFigures}. */
final class FurtherFiguresBuilder {

    private final ObservedItems observed;
    private final double level;
    private final @Nullable Double smallestEffect;
    private final SortedMap<String, String> categoryByPair = new TreeMap<>();
    private final SortedMap<String, SortedMap<Double, Long>> unitsByPair = new TreeMap<>();
    private final SortedMap<CategoryAlpha, List<Long>> cells = new TreeMap<>();

    FurtherFiguresBuilder(ObservedItems observed, double level, @Nullable Double smallestEffect) {
        this.observed = observed;
        this.level = level;
        this.smallestEffect = smallestEffect;
        observed.items().forEach(this::place);
    }

    private void place(MarginItem item) {
        String known = categoryByPair.putIfAbsent(item.pairId(), item.category());
        if (known != null && !known.equals(item.category())) {
            throw MarginAnalyser.twoCategories(item.pairId(), known, item.category());
        }
        List<Long> cell =
                cells.computeIfAbsent(new CategoryAlpha(item.category(), item.alpha()), key -> new ArrayList<>());
        if (observed.seeds() == 0 || item.margins().count() != observed.seeds()) {
            return;
        }
        long units = item.margins().meanUnits();
        if (unitsByPair.computeIfAbsent(item.pairId(), key -> new TreeMap<>()).put(item.alpha(), units) != null) {
            throw new IllegalArgumentException("Pair " + item.pairId() + ", alpha " + item.alpha() + " occurs twice");
        }
        cell.add(units);
    }

    FurtherFigures build() {
        SortedMap<String, List<Long>> pairMeans = new TreeMap<>();
        cells.keySet().forEach(cell -> pairMeans.putIfAbsent(cell.category(), new ArrayList<>()));
        unitsByPair.forEach((pair, units) -> members(pairMeans, pair).add(mean(units)));
        List<Long> all = new ArrayList<>();
        pairMeans.values().forEach(all::addAll);
        SortedMap<Double, CategoryMeans> byAlpha = new TreeMap<>();
        categoriesByAlpha().forEach((alpha, groups) -> CategoryMeans.of(moments(groups), level)
                .ifPresent(means -> byAlpha.put(alpha, means)));
        return new FurtherFigures(
                level,
                smallestEffect,
                CategoryMeans.of(moments(pairMeans), level).orElse(null),
                byAlpha,
                variances(),
                WithinPairSlope.of(
                                unitsByPair.values().stream()
                                        .map(FurtherFiguresBuilder::values)
                                        .toList(),
                                level)
                        .orElse(null),
                ClusteredRate.of(
                                unitsByPair.values().stream()
                                        .map(FurtherFiguresBuilder::successes)
                                        .toList(),
                                level)
                        .orElse(null),
                figures(cells),
                figures(all),
                figures(pairMeans));
    }

    private List<Long> members(SortedMap<String, List<Long>> byCategory, String pair) {
        return byCategory.computeIfAbsent(categoryByPair.getOrDefault(pair, ""), category -> new ArrayList<>());
    }

    private SortedMap<Double, SortedMap<String, List<Long>>> categoriesByAlpha() {
        SortedMap<Double, SortedMap<String, List<Long>>> byAlpha = new TreeMap<>();
        cells.forEach((cell, units) ->
                byAlpha.computeIfAbsent(cell.alpha(), alpha -> new TreeMap<>()).put(cell.category(), units));
        return byAlpha;
    }

    /**
     * Null where complete items have different numbers of seeds, which have no common mean square, and where the values
     * of seeds are not known.
     */
    private @Nullable SortedMap<Double, VarianceComponents> variances() {
        if (observed.margins().isEmpty() && !observed.items().isEmpty()) {
            return null;
        }
        SortedMap<Double, SortedMap<String, ExactMoments>> byAlpha = new TreeMap<>();
        for (MarginObservation margin : observed.margins()) {
            SortedMap<Double, Long> complete = unitsByPair.get(margin.pairId());
            if (complete != null && complete.containsKey(margin.alpha())) {
                byAlpha.computeIfAbsent(margin.alpha(), alpha -> new TreeMap<>())
                        .merge(margin.pairId(), ExactMoments.of(margin.margin()), ExactMoments::merge);
            }
        }
        Set<Long> seeds = new HashSet<>();
        byAlpha.values().forEach(items -> items.values().forEach(item -> seeds.add(item.n())));
        if (seeds.size() > 1) {
            return null;
        }
        SortedMap<Double, VarianceComponents> variances = new TreeMap<>();
        byAlpha.forEach((alpha, items) -> variances.put(
                alpha,
                VarianceComponents.of(
                        items.values(), Math.toIntExact(seeds.iterator().next()))));
        return variances;
    }

    private <K> SortedMap<K, MeanFigures> figures(SortedMap<K, List<Long>> groups) {
        SortedMap<K, MeanFigures> figures = new TreeMap<>(groups.comparator());
        groups.forEach((key, units) -> figures.put(key, figures(units)));
        return figures;
    }

    private MeanFigures figures(List<Long> units) {
        return MeanFigures.ofUnits(units.stream().mapToLong(Long::longValue).toArray(), level, smallestEffect);
    }

    private static SortedMap<String, ExactMoments> moments(SortedMap<String, List<Long>> groups) {
        SortedMap<String, ExactMoments> moments = new TreeMap<>();
        groups.forEach((key, units) -> moments.put(key, MarginAnalyser.moments(units)));
        return moments;
    }

    private static long mean(SortedMap<Double, Long> units) {
        ItemAccumulator pair = ItemAccumulator.EMPTY;
        for (long unit : units.values()) {
            pair = pair.addUnits(unit);
        }
        return pair.meanUnits();
    }

    private static SortedMap<Double, Double> values(SortedMap<Double, Long> units) {
        SortedMap<Double, Double> values = new TreeMap<>();
        units.forEach((alpha, unit) -> values.put(alpha, FixedPoint.valueOf(unit)));
        return values;
    }

    private static ClusteredRate.Pair successes(SortedMap<Double, Long> units) {
        return new ClusteredRate.Pair(units.size(), (int) units.values().stream()
                .filter(unit -> FixedPoint.sign(unit) > 0)
                .count());
    }
}
