package io.steerscope.statistics.contrast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * <p>A group whose mean way is not above 0 has none: the images of the target's prompt lie no closer to it there.
 *
 * @param overall over pairs, each the mean over its alphas; null without one
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
     * The shares of finished margins, with intervals that hold for one look. A group over several alphas takes each
     * pair with the alphas that it has.
     *
     * @param steered margins of the method's images
     * @param unsteered margins of the unsteered images
     * @param target margins of the images of the target's prompt
     * @param rule which seeds make an item complete; those observed are those of the steered images
     * @param level confidence level of the intervals
     */
    public static TargetShares atCompletion(
            Collection<MarginObservation> steered,
            Collection<MarginObservation> unsteered,
            Collection<MarginObservation> target,
            SeedRule rule,
            double level) {
        return of(parts(steered, unsteered, target, rule), Set.of(), level);
    }

    /**
     * The shares of margins of which others may follow, without intervals. A group over several alphas takes the pairs
     * that are there at every alpha of the design.
     *
     * @param alphas alphas of the design
     */
    public static TargetShares whileRunning(
            Collection<MarginObservation> steered,
            Collection<MarginObservation> unsteered,
            Collection<MarginObservation> target,
            SeedRule rule,
            Set<Double> alphas,
            double level) {
        TargetShares shares = of(parts(steered, unsteered, target, rule), alphas, level);
        return new TargetShares(
                shares.overall == null ? null : shares.overall.withoutInterval(),
                withoutIntervals(shares.byCategory),
                withoutIntervals(shares.byAlpha),
                withoutIntervals(shares.byCategoryAlpha));
    }

    private static TargetShares of(List<Part> parts, Set<Double> alphas, double level) {
        List<Part> pairs = overAlphas(parts, alphas);
        return new TargetShares(
                ratio(pairs, level).orElse(null),
                ratios(pairs, Part::category, level),
                ratios(parts, Part::alpha, level),
                ratios(parts, part -> new CategoryAlpha(part.category(), part.alpha()), level));
    }

    private static List<Part> parts(
            Collection<MarginObservation> steered,
            Collection<MarginObservation> unsteered,
            Collection<MarginObservation> target,
            SeedRule rule) {
        SeedRule seeds = Shifts.ruleOf(steered, rule);
        Map<String, Double> ways = new TreeMap<>();
        Shifts.of(target, unsteered, seeds).differences().itemsByPair().forEach((pair, items) -> items.values()
                .forEach(item -> ways.put(pair, FixedPoint.valueOf(item.difference()))));
        PairedDifferences shifts = Shifts.of(steered, unsteered, seeds).differences();
        List<Part> parts = new ArrayList<>();
        shifts.itemsByPair().forEach((pair, items) -> {
            Double way = ways.get(pair);
            if (way != null) {
                items.forEach((alpha, item) -> parts.add(
                        new Part(pair, shifts.category(pair), alpha, FixedPoint.valueOf(item.difference()), way)));
            }
        });
        return parts;
    }

    private static <K> SortedMap<K, RatioOfMeans> withoutIntervals(SortedMap<K, RatioOfMeans> ratios) {
        SortedMap<K, RatioOfMeans> without = new TreeMap<>(ratios);
        without.replaceAll((key, ratio) -> ratio.withoutInterval());
        return without;
    }

    private static List<Part> overAlphas(List<Part> parts, Set<Double> alphas) {
        Map<String, List<Part>> byPair = new LinkedHashMap<>();
        parts.forEach(part ->
                byPair.computeIfAbsent(part.pair(), pair -> new ArrayList<>()).add(part));
        return byPair.values().stream()
                .filter(ofPair -> ofPair.stream().map(Part::alpha).toList().containsAll(alphas))
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

    /** None where there is no way towards the target to go, so that a share has no meaning. */
    private static Optional<RatioOfMeans> ratio(List<Part> parts, double level) {
        return parts.stream().mapToDouble(Part::way).sum() <= 0.0
                ? Optional.empty()
                : RatioOfMeans.of(values(parts, Part::shift), values(parts, Part::way), level);
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
