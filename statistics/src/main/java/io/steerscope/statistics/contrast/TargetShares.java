package io.steerscope.statistics.contrast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.estimate.RatioOfMeans;
import io.steerscope.statistics.exact.FixedPoint;

/**
 * How far steering went on the way from the unsteered image to that of the target's own prompt: the mean shift divided
 * by the mean of {@code m(target) - m(source)} over the same pairs, a {@linkplain RatioOfMeans ratio of means}.
 *
 * @param overall over pairs, each the mean over the alphas that it has; null without a pair
 * @param byCategory the same by category
 * @param byAlpha over the items of an alpha
 * @param byCategoryAlpha over the items of a category and alpha
 */
public record TargetShares(
        @Nullable RatioOfMeans overall,
        SortedMap<String, RatioOfMeans> byCategory,
        SortedMap<Double, RatioOfMeans> byAlpha,
        SortedMap<CategoryAlpha, RatioOfMeans> byCategoryAlpha) {

    /** Shift of a pair at an alpha, and the way from source to target of that pair. */
    private record Part(String pair, String category, double alpha, double shift, double way) {}

    /** Makes the maps unmodifiable. */
    public TargetShares {
        byCategory = Collections.unmodifiableSortedMap(new TreeMap<>(byCategory));
        byAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byAlpha));
        byCategoryAlpha = Collections.unmodifiableSortedMap(new TreeMap<>(byCategoryAlpha));
    }

    /**
     * The shares of a method.
     *
     * @param shifts the shifts of the method
     * @param target margins of the images of the target's prompt
     * @param unsteered margins of the unsteered images
     * @param rule which seeds make an item complete
     * @param level confidence level of the intervals, which hold for one look
     */
    public static TargetShares of(
            Shifts shifts,
            Collection<MarginObservation> target,
            Collection<MarginObservation> unsteered,
            SeedRule rule,
            double level) {
        Map<String, Double> ways = new TreeMap<>();
        Shifts.of(target, unsteered, rule).differences().itemsByPair().forEach((pair, items) -> items.values()
                .forEach(item -> ways.put(pair, FixedPoint.valueOf(item.difference()))));
        List<Part> parts = new ArrayList<>();
        shifts.differences().itemsByPair().forEach((pair, items) -> {
            Double way = ways.get(pair);
            if (way != null) {
                String category = shifts.differences().category(pair);
                items.forEach((alpha, item) ->
                        parts.add(new Part(pair, category, alpha, FixedPoint.valueOf(item.difference()), way)));
            }
        });
        List<Part> pairs = overAlphas(parts);
        return new TargetShares(
                ratio(pairs, level).orElse(null),
                ratios(pairs, Part::category, level),
                ratios(parts, Part::alpha, level),
                ratios(parts, part -> new CategoryAlpha(part.category(), part.alpha()), level));
    }

    private static List<Part> overAlphas(List<Part> parts) {
        Map<String, List<Part>> byPair = new LinkedHashMap<>();
        parts.forEach(part ->
                byPair.computeIfAbsent(part.pair(), pair -> new ArrayList<>()).add(part));
        return byPair.values().stream()
                .map(ofPair -> new Part(
                        ofPair.get(0).pair(),
                        ofPair.get(0).category(),
                        0.0,
                        ofPair.stream().mapToDouble(Part::shift).sum() / ofPair.size(),
                        ofPair.get(0).way()))
                .toList();
    }

    private static <K extends Comparable<K>> SortedMap<K, RatioOfMeans> ratios(
            List<Part> parts, Function<Part, K> group, double level) {
        SortedMap<K, List<Part>> groups = new TreeMap<>();
        parts.forEach(part -> groups.computeIfAbsent(group.apply(part), key -> new ArrayList<>())
                .add(part));
        SortedMap<K, RatioOfMeans> ratios = new TreeMap<>();
        groups.forEach((key, members) -> ratio(members, level).ifPresent(ratio -> ratios.put(key, ratio)));
        return ratios;
    }

    private static Optional<RatioOfMeans> ratio(List<Part> parts, double level) {
        return RatioOfMeans.of(values(parts, Part::shift), values(parts, Part::way), level);
    }

    private static double[] values(List<Part> parts, ToDoubleFunction<Part> value) {
        return parts.stream().mapToDouble(value).toArray();
    }

    /** The shares by field name, groups named as those of a contrast. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (overall != null) {
            fields.put("overall", overall.toMap());
        }
        fields.put("by_category", named(byCategory, category -> category));
        fields.put("by_alpha", named(byAlpha, String::valueOf));
        fields.put("by_category_alpha", named(byCategoryAlpha, CategoryAlpha::key));
        return fields;
    }

    private static <K> Map<String, Object> named(SortedMap<K, RatioOfMeans> groups, Function<K, String> name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        groups.forEach((key, ratio) -> fields.put(name.apply(key), ratio.toMap()));
        return fields;
    }
}
