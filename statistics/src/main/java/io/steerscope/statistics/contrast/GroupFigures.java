package io.steerscope.statistics.contrast;

import java.util.List;
import java.util.SortedMap;

/** What is computed of each group of a contrast. */
interface GroupFigures {

    /**
     * The figures.
     *
     * @param items the items of each pair of the group
     * @param plannedPairs pairs that the design plans for the group; 0 where there is no plan
     */
    ContrastFigures of(SortedMap<String, List<PairedItem>> items, long plannedPairs);

    /** The differences of the pairs, in units of 2^-60. */
    static List<Long> differences(SortedMap<String, List<PairedItem>> items) {
        return items.values().stream()
                .map(ofPair -> PairedItem.mean(ofPair, PairedItem::difference))
                .toList();
    }
}
