package io.steerscope.results.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What counts under every key of one topic, of several partitions by {@link KeyValues}.
 *
 * @param <V> what is kept of a record
 */
public final class LastRecords<V> {

    private final Map<String, KeyValues<V>> values;

    /** Used by one thread. */
    public LastRecords() {
        this(new HashMap<>());
    }

    /** @param values takes what is kept; as safe for several threads as it is this is too */
    LastRecords(Map<String, KeyValues<V>> values) {
        this.values = values;
    }

    /**
     * Takes over the last record of a partition under a key.
     *
     * @param millis when it was made
     * @return whether it is what counts under the key so far
     */
    public boolean put(String key, int partition, long millis, V value) {
        KeyValues<V> alone = KeyValues.<V>none().with(partition, millis, value);
        return values.merge(key, alone, (before, any) -> before.with(partition, millis, value))
                        .value()
                == value;
    }

    /** Takes back what a partition says of a key. */
    public void remove(String key, int partition) {
        values.computeIfPresent(key, (any, before) -> {
            KeyValues<V> left = before.without(partition);
            return left.isEmpty() ? null : left;
        });
    }

    /** The keys under which something counts; a view. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** What counts under a key, or null if nothing does. */
    public @Nullable V get(String key) {
        KeyValues<V> found = values.get(key);
        return found == null ? null : found.value();
    }

    /** What counts, by key, in the order of {@link #keys()}; a copy. */
    public Map<String, V> byKey() {
        Map<String, V> byKey = new LinkedHashMap<>();
        values.forEach((key, all) -> byKey.put(key, all.value()));
        return byKey;
    }

    /** Number of keys of which several partitions say something. */
    public long inSeveralPartitions() {
        return values.values().stream().filter(all -> all.count() > 1).count();
    }
}
