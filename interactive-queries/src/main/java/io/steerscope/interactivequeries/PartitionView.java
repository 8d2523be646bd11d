package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.List;

import org.apache.kafka.streams.KeyValue;

/**
 * All partitions as they were found at one moment: on which routes answers rest, and readings on these routes. It may be
 * used by several threads.
 *
 * <p>If an instance fails later, its partitions are read from replicas only by views that found them so; readings of the
 * others are refused, and find them so when they begin anew.
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
        return reads.read(store, selection, routes);
    }
}
