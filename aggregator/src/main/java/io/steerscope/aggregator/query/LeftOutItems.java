package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.record.Experiment;

/**
 * Items that count in no figure under one scorer, as it could not tell the prompts of their pairs apart.
 *
 * @param scorerId the scorer bundle
 * @param items how many
 * @param images how many scores they have
 * @param pairs ids of their pairs, ascending
 */
public record LeftOutItems(String scorerId, long items, long images, List<String> pairs) {

    /** Copies the list. */
    public LeftOutItems {
        pairs = List.copyOf(pairs);
    }

    /** Those of a design, by scorer, out of items with their numbers of scores without contrast. */
    static List<LeftOutItems> of(Experiment experiment, Map<CategorisedItem, Integer> counts) {
        DesignScope scope = DesignScope.of(experiment);
        SortedMap<String, List<Map.Entry<CategorisedItem, Integer>>> byScorer = new TreeMap<>();
        counts.entrySet().stream()
                .filter(entry -> entry.getKey().measure() == scope.measure())
                .filter(entry -> scope.holds(
                        entry.getKey().category(),
                        entry.getKey().item().method(),
                        entry.getKey().item().alpha()))
                .forEach(
                        entry -> byScorer.computeIfAbsent(entry.getKey().item().scorerId(), scorer -> new ArrayList<>())
                                .add(entry));
        return byScorer.entrySet().stream()
                .map(scorer -> of(scorer.getKey(), scorer.getValue()))
                .toList();
    }

    private static LeftOutItems of(String scorerId, List<Map.Entry<CategorisedItem, Integer>> items) {
        TreeSet<String> pairs = new TreeSet<>();
        items.forEach(entry -> pairs.add(entry.getKey().item().pairId()));
        return new LeftOutItems(
                scorerId,
                items.size(),
                items.stream().mapToLong(Map.Entry::getValue).sum(),
                List.copyOf(pairs));
    }
}
