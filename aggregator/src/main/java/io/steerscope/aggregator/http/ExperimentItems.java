package io.steerscope.aggregator.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.RunningItem;

/** The items of an experiment in every order that somebody asks for, each sorted once. */
final class ExperimentItems {

    /**
     * What items are sorted by; ties keep the order of category, pair, method, alpha and scorer, and items without a
     * shift come last.
     */
    enum Order {
        PAIR(Comparator.comparing(RunningItem::pairId)),
        MARGIN(Comparator.comparingDouble(RunningItem::mean)),
        SHIFT(Comparator.comparingDouble(item -> item.shift() == null ? Double.NaN : item.shift())),
        ALPHA(Comparator.comparingDouble(RunningItem::alpha)),
        CATEGORY(Comparator.comparing(RunningItem::category));

        private final Comparator<RunningItem> ascending;

        Order(Comparator<RunningItem> ascending) {
            this.ascending = ascending;
        }

        Comparator<RunningItem> comparator(boolean descending) {
            Comparator<RunningItem> values = descending ? ascending.reversed() : ascending;
            return this == SHIFT
                    ? Comparator.<RunningItem, Boolean>comparing(item -> item.shift() == null)
                            .thenComparing(values)
                    : values;
        }
    }

    private record Sorting(Order order, boolean descending) {}

    private final ExperimentProgress progress;
    private final List<RunningItem> items;
    private final Map<Sorting, List<RunningItem>> sorted = new ConcurrentHashMap<>();

    /** @param items the items by category, pair, method, alpha and scorer */
    ExperimentItems(ExperimentProgress progress, List<RunningItem> items) {
        this.progress = progress;
        this.items = List.copyOf(items);
    }

    ExperimentProgress progress() {
        return progress;
    }

    List<RunningItem> all() {
        return items;
    }

    List<RunningItem> sorted(Order order, boolean descending) {
        return sorted.computeIfAbsent(
                new Sorting(order, descending),
                sorting -> items.stream().sorted(order.comparator(descending)).toList());
    }
}
