package io.steerscope.interactivequeries;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * The store of one partition itself, looked up once. Kafka's own type looks it up among all tasks for every access, and
 * may give another store each time.
 */
final class ResolvedStoreType implements QueryableStoreType<ReadOnlyKeyValueStore<String, Object>> {

    @Override
    public boolean accepts(StateStore store) {
        return store instanceof ReadOnlyKeyValueStore;
    }

    @Override
    public ReadOnlyKeyValueStore<String, Object> create(StateStoreProvider provider, String name) {
        return provider.stores(name, this).get(0);
    }
}
