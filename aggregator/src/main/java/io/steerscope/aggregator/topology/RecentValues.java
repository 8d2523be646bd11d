package io.steerscope.aggregator.topology;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store of immutable values that only one processor writes, and the values that this processor used last, so that the
 * few sums that every score changes need not be read from their bytes each time.
 */
final class RecentValues<V> {

    private static final int KEPT = 1_000;

    private final KeyValueStore<String, V> store;
    private final V empty;
    private final Map<String, V> recent = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > KEPT;
        }
    };

    /** @param empty what stands for no entry */
    RecentValues(KeyValueStore<String, V> store, V empty) {
        this.store = store;
        this.empty = empty;
    }

    V get(String key) {
        V value = recent.get(key);
        if (value == null) {
            value = store.get(key);
            if (value == null) {
                value = empty;
            }
        }
        return value;
    }

    /** Stores a value; one that equals {@code empty} removes the entry. */
    void put(String key, V value) {
        recent.put(key, value);
        store.put(key, value.equals(empty) ? null : value);
    }
}
