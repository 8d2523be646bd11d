package io.steerscope.statistics.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;
import io.steerscope.statistics.hypothesis.Heterogeneity;
import io.steerscope.statistics.hypothesis.MultipleTesting;
import io.steerscope.statistics.hypothesis.PageTrendTest;

/** Groups complete items and summarises every group. */
final class MarginAnalyser {

    private final AnalysisOptions options;
    private final int seeds;
    private final SortedMap<String, String> categoryByPair = new TreeMap<>();
    private final SortedMap<String, SortedMap<Double, Long>> unitsByPair = new TreeMap<>();
    private final SortedMap<Double, List<Long>> byAlpha = new TreeMap<>();
    private final SortedMap<String, List<Long>> byCategory = new TreeMap<>();
    private final SortedMap<CategoryAlpha, List<Long>> byCategoryAlpha = new TreeMap<>();
    private int incompleteItems;

    MarginAnalyser(Collection<MarginItem> items, int seeds, AnalysisOptions options) {
        this.options = options;
        this.seeds = seeds;
        items.forEach(this::place);
    }

    static IllegalArgumentException twoCategories(String pairId, String one, String other) {
        return new IllegalArgumentException("Pair " + pairId + " is in two categories: " + one + " and " + other);
    }

    MarginAnalysis analyse() {
        List<Long> all = new ArrayList<>();
        unitsByPair.values().forEach(units -> all.addAll(units.values()));
        SortedMap<String, SampleSummary> categories = summaries(byCategory);
        SortedMap<String, Double> family = new TreeMap<>();
        categories.forEach((category, summary) -> {
            if (summary.tTest() != null) {
                family.put(category, summary.tTest().pGreater());
            }
        });
        return new MarginAnalysis(
                unit(),
                incompleteItems,
                summary(all),
                summaries(byAlpha),
                categories,
                summaries(byCategoryAlpha),
                summary(completePairs().stream().map(MarginAnalyser::mean).toList()),
                new TreeMap<>(MultipleTesting.holm(family)),
                new TreeMap<>(MultipleTesting.benjaminiHochberg(family)),
                pairedDifferences(),
                PageTrendTest.of(completePairs()).orElse(null),
                Heterogeneity.of(byCategory.values().stream()
                                .map(MarginAnalyser::moments)
                                .toList())
                        .orElse(null),
                options);
    }

    private void place(MarginItem item) {
        double alpha = item.alpha();
        String known = categoryByPair.putIfAbsent(item.pairId(), item.category());
        if (known != null && !known.equals(item.category())) {
            throw twoCategories(item.pairId(), known, item.category());
        }
        List<Long> ofAlpha = byAlpha.computeIfAbsent(alpha, key -> new ArrayList<>());
        List<Long> ofCategory = byCategory.computeIfAbsent(item.category(), key -> new ArrayList<>());
        List<Long> ofCell =
                byCategoryAlpha.computeIfAbsent(new CategoryAlpha(item.category(), alpha), key -> new ArrayList<>());
        if (item.margins().count() > seeds) {
            throw new IllegalArgumentException("Pair " + item.pairId() + ", alpha " + alpha + " has "
                    + item.margins().count() + " margins for " + seeds + " seeds");
        }
        if (item.margins().count() < seeds || seeds == 0) {
            incompleteItems++;
            return;
        }
        long units = item.margins().meanUnits();
        if (unitsByPair.computeIfAbsent(item.pairId(), key -> new TreeMap<>()).put(alpha, units) != null) {
            throw new IllegalArgumentException("Pair " + item.pairId() + ", alpha " + alpha + " occurs twice");
        }
        ofAlpha.add(units);
        ofCategory.add(units);
        ofCell.add(units);
    }

    /** Item means by alpha, ascending, of the pairs that have a complete item at every alpha. */
    private List<long[]> completePairs() {
        return unitsByPair.values().stream()
                .filter(units -> units.size() == byAlpha.size())
                .map(units -> units.values().stream().mapToLong(Long::longValue).toArray())
                .toList();
    }

    private static long mean(long[] units) {
        ItemAccumulator pair = ItemAccumulator.EMPTY;
        for (long unit : units) {
            pair = pair.addUnits(unit);
        }
        return pair.meanUnits();
    }

    static ExactMoments moments(List<Long> units) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (long unit : units) {
            moments = moments.addUnits(unit);
        }
        return moments;
    }

    private List<PairedDifference> pairedDifferences() {
        List<Double> alphas = List.copyOf(byAlpha.keySet());
        List<PairedDifference> differences = new ArrayList<>();
        for (int i = 1; i < alphas.size(); i++) {
            double from = alphas.get(i - 1);
            double to = alphas.get(i);
            ExactMoments moments = ExactMoments.EMPTY;
            for (SortedMap<Double, Long> units : unitsByPair.values()) {
                Long low = units.get(from);
                Long high = units.get(to);
                if (low != null && high != null) {
                    moments = moments.addUnits(high - low);
                }
            }
            differences.add(PairedDifference.of(from, to, moments, options.level()));
        }
        return differences;
    }

    private <K extends Comparable<K>> SortedMap<K, SampleSummary> summaries(SortedMap<K, List<Long>> groups) {
        SortedMap<K, SampleSummary> summaries = new TreeMap<>();
        groups.forEach((key, units) -> summaries.put(key, summary(units)));
        return summaries;
    }

    private SampleSummary summary(List<Long> units) {
        return SampleSummary.ofUnits(units.stream().mapToLong(Long::longValue).toArray(), options.bootstrap());
    }

    private String unit() {
        return seeds == 1
                ? "(pair, alpha): the margin of its one seed"
                : "(pair, alpha): mean over its " + seeds + " seeds; only items with all " + seeds + " seeds count";
    }
}
