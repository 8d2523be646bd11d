package io.steerscope.statistics.stopping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.analysis.ObservedItems;

/** The cells of the design that items show. */
public final class PlannedCells {

    private record Key(String pairId, double alpha) {}

    private PlannedCells() {}

    /**
     * The items of each cell in the order of their pair ids: every category at every alpha, with as many items as the
     * category has pairs. An item that misses a seed, or is not there, is passed over.
     */
    public static SortedMap<CategoryAlpha, List<ItemState>> of(ObservedItems observed) {
        SortedMap<String, SortedSet<String>> pairs = new TreeMap<>();
        SortedSet<Double> alphas = new TreeSet<>();
        Map<Key, ItemState> states = new HashMap<>();
        for (MarginItem item : observed.items()) {
            pairs.computeIfAbsent(item.category(), category -> new TreeSet<>()).add(item.pairId());
            alphas.add(item.alpha());
            if (item.margins().count() == observed.seeds()) {
                states.put(
                        new Key(item.pairId(), item.alpha()),
                        new ItemState.Value(item.margins().mean()));
            }
        }
        SortedMap<CategoryAlpha, List<ItemState>> cells = new TreeMap<>();
        pairs.forEach((category, ofCategory) -> {
            for (double alpha : alphas) {
                List<ItemState> items = new ArrayList<>();
                ofCategory.forEach(
                        pair -> items.add(states.getOrDefault(new Key(pair, alpha), new ItemState.PassedOver())));
                cells.put(new CategoryAlpha(category, alpha), items);
            }
        });
        return cells;
    }
}
