package io.steerscope.interactivequeries;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KeyValue;

/**
 * All partitions as they were found at one moment: on which routes answers rest, and readings on these routes. It may
 * be used by several threads.
 *
 * <p>If an instance fails later, its partitions are read from replicas only by views that found them so; readings of
 * the others are refused, and find them so when they begin anew.
 */
public final class PartitionView {

    private final PartitionReads reads;
    private final Routes routes;
    private final StateVersion version;

    PartitionView(PartitionReads reads, Routes routes, StateVersion version) {
        this.reads = reads;
        this.routes = routes;
        this.version = version;
    }

    /** What readings rest on: every record before its position is in them, later ones may be. */
    public StateVersion version() {
        return version;
    }

    /**
     * Selected entries of all partitions, each partition once, in no order of partitions.
     *
     * @throws StateUnavailableException if a partition cannot be read, or only in a way that this view did not find
     */
    public <V> Collection<List<KeyValue<String, V>>> read(KeyedStore<V> store, Selection selection) {
        return reads.read(store, selection, partition -> true, routes);
    }

    /**
     * Entries under keys, each looked for in the one partition where Kafka's default partitioner puts a record of that
     * key. One that stands in another partition is not found.
     *
     * @throws StateUnavailableException as {@link #read}
     */
    public <V> Map<String, V> readWherePartitioned(KeyedStore<V> store, Collection<String> keys) {
        int partitions = reads.partitions(store);
        Map<Integer, List<String>> byPartition = new TreeMap<>();
        for (String key : keys) {
            int hash = Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
            byPartition
                    .computeIfAbsent(hash % Math.max(1, partitions), partition -> new ArrayList<>())
                    .add(key);
        }
        Map<String, V> found = new HashMap<>();
        byPartition.forEach(
                (own, some) -> reads.read(store, Selection.keys(some), partition -> partition == own, routes)
                        .forEach(entries -> entries.forEach(entry -> found.put(entry.key, entry.value))));
        return found;
    }
}
