package io.steerscope.interactivequeries;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one instance asks another: some partitions of one store. It is answered for all of them or refused.
 *
 * @param store name of the store
 * @param active partitions to be read only where the other one processes them
 * @param standby partitions to be read from a standby replica, with the offset of the source topic that it must have
 *     reached at least
 * @param selection which entries
 */
record PartitionRead(String store, SortedSet<Integer> active, SortedMap<Integer, Long> standby, Selection selection) {

    /** @throws IllegalArgumentException if it asks for nothing, for a partition twice, or for a negative number */
    PartitionRead {
        active = Collections.unmodifiableSortedSet(new TreeSet<>(active));
        standby = Collections.unmodifiableSortedMap(new TreeMap<>(standby));
        if (active.isEmpty() && standby.isEmpty()) {
            throw new IllegalArgumentException("no partition of " + store + " is asked for");
        }
        if (!active.isEmpty() && active.first() < 0 || !standby.isEmpty() && standby.firstKey() < 0) {
            throw new IllegalArgumentException("a partition of " + store + " has a negative number");
        }
        if (!Collections.disjoint(active, standby.keySet())) {
            throw new IllegalArgumentException("a partition of " + store + " is asked for twice");
        }
    }

    /** All partitions, in their order. */
    List<Integer> partitions() {
        return List.copyOf(partitions(active, standby));
    }

    private static SortedSet<Integer> partitions(SortedSet<Integer> active, Map<Integer, Long> standby) {
        SortedSet<Integer> all = new TreeSet<>(active);
        all.addAll(standby.keySet());
        return all;
    }
}
