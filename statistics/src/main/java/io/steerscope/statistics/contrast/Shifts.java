package io.steerscope.statistics.contrast;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * What steering moved: the item means of a method less those of the unsteered images of the same pair and seeds, where
 * both are complete. The analyses of embeddings compute the same as {@code margin_change}, from the embeddings.
 *
 * @param differences the shifts, in units of 2^-60
 */
public record Shifts(PairedDifferences differences) {

    /**
     * The shifts of a method. The order of the observations does not matter.
     *
     * @param steered margins of the method's images
     * @param unsteered margins of the unsteered images, whose alphas are not consulted
     * @param rule which seeds make an item complete; those observed are those of the steered images
     * @throws IllegalArgumentException if one image has two different margins, or a pair two categories
     */
    public static Shifts of(
            Collection<MarginObservation> steered, Collection<MarginObservation> unsteered, SeedRule rule) {
        Map<String, SortedSet<Double>> alphas = new HashMap<>();
        steered.forEach(one ->
                alphas.computeIfAbsent(one.pairId(), pair -> new TreeSet<>()).add(one.alpha()));
        List<MarginObservation> atEachAlpha = new ArrayList<>();
        for (MarginObservation one : unsteered) {
            for (double alpha : alphas.getOrDefault(one.pairId(), new TreeSet<>())) {
                atEachAlpha.add(new MarginObservation(one.pairId(), one.category(), alpha, one.seed(), one.margin()));
            }
        }
        return new Shifts(PairedDifferences.of(steered, atEachAlpha, ruleOf(steered, rule)));
    }

    /** The rule with the seeds of the steered images listed where it asks for those observed. */
    static SeedRule ruleOf(Collection<MarginObservation> steered, SeedRule rule) {
        SortedSet<Long> seeds = new TreeSet<>();
        steered.forEach(one -> seeds.add(one.seed()));
        return rule instanceof SeedRule.Observed && !seeds.isEmpty() ? new SeedRule.Listed(seeds) : rule;
    }

    /** Number of items that have a shift. */
    public long items() {
        return differences.items();
    }

    /** Complete items without a shift, as an unsteered image of their pair is missing. */
    public long itemsWithoutBaseline() {
        return differences.itemsOfFirstOnly();
    }

    /**
     * The shifts as items of one value each, so that they are analysed as margins are; an item without a shift is
     * not among them.
     */
    public ObservedItems observed() {
        List<MarginItem> items = new ArrayList<>();
        differences
                .itemsByPair()
                .forEach((pair, byAlpha) -> byAlpha.forEach((alpha, item) -> items.add(new MarginItem(
                        pair, differences.category(pair), alpha, ItemAccumulator.EMPTY.addUnits(item.difference())))));
        return new ObservedItems(items, 1, List.of());
    }

    /** Moments of the shifts of each cell that was observed. */
    public SortedMap<CategoryAlpha, ExactMoments> moments() {
        SortedMap<CategoryAlpha, ExactMoments> moments = new TreeMap<>();
        differences
                .byCell()
                .forEach((cell, items) -> moments.put(
                        cell,
                        GroupFigures.differences(items).stream()
                                .reduce(ExactMoments.EMPTY, ExactMoments::addUnits, ExactMoments::merge)));
        return moments;
    }
}
