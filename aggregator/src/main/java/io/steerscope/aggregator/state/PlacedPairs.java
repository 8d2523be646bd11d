package io.steerscope.aggregator.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The pairs whose items have one place in a cell: one, unless records contradict each other. Immutable.
 *
 * <pre>ids in ascending order, in UTF-8, with a slash between two</pre>
 *
 * @param pairIds ids in ascending order, each once
 */
public record PlacedPairs(List<String> pairIds) {

    /** No pairs. */
    public static final PlacedPairs NONE = new PlacedPairs(List.of());

    private static final String SEPARATOR = "/";

    /** @throws IllegalArgumentException if the ids are out of order */
    public PlacedPairs {
        pairIds = List.copyOf(pairIds);
        if (!List.copyOf(new TreeSet<>(pairIds)).equals(pairIds)) {
            throw new IllegalArgumentException("Pairs of a place that are out of order: " + pairIds);
        }
    }

    /** With one more pair, or the same where it is one already. */
    public PlacedPairs with(String pairId) {
        int index = Collections.binarySearch(pairIds, pairId);
        if (index >= 0) {
            return this;
        }
        List<String> more = new ArrayList<>(pairIds);
        more.add(-index - 1, pairId);
        return new PlacedPairs(more);
    }

    /** Without one of the pairs, or the same where it is none. */
    public PlacedPairs without(String pairId) {
        if (!pairIds.contains(pairId)) {
            return this;
        }
        List<String> fewer = new ArrayList<>(pairIds);
        fewer.remove(pairId);
        return new PlacedPairs(fewer);
    }

    /** What two partitions hold of one place. */
    public PlacedPairs merge(PlacedPairs other) {
        TreeSet<String> both = new TreeSet<>(pairIds);
        both.addAll(other.pairIds);
        return new PlacedPairs(List.copyOf(both));
    }

    /** Whether no pair has the place. */
    public boolean isEmpty() {
        return pairIds.isEmpty();
    }

    byte[] toBytes() {
        return String.join(SEPARATOR, pairIds).getBytes(StandardCharsets.UTF_8);
    }

    static PlacedPairs fromBytes(byte[] bytes) {
        return new PlacedPairs(List.of(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1)));
    }
}
