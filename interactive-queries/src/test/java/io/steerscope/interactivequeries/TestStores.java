package io.steerscope.interactivequeries;

import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.common.serialization.Serdes;

/** Stores of a topology over two topics: four of them are made from one, one from the other. */
final class TestStores {

    static final String BY_PAIR = "app-by-pair-repartition";
    static final String FAILED = "failed";
    static final PartitionedStores ALL = all();

    private TestStores() {}

    private static PartitionedStores all() {
        List<KeyedStore<?>> stores = new ArrayList<>();
        for (String name : List.of("scores", "pairs", "cells", "clusters")) {
            stores.add(new KeyedStore<>(name, BY_PAIR, Serdes.String()));
        }
        stores.add(new KeyedStore<>("failures", FAILED, Serdes.String()));
        return PartitionedStores.of(stores);
    }
}
