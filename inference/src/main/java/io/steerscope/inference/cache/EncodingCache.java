package io.steerscope.inference.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

/**
 * Encodings by text, bounded by the memory of both: the text that was not asked for longest leaves first. Thread-safe.
 *
 * @param <V> an encoding
 */
public final class EncodingCache<V> {

    private final long capacityBytes;
    private final ToLongBiFunction<String, V> bytes;
    private final Map<String, V> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long usedBytes;

    /**
     * An empty cache.
     *
     * @param capacityBytes bound of the sum of {@code bytes}
     * @param bytes memory of a text and its encoding
     */
    public EncodingCache(long capacityBytes, ToLongBiFunction<String, V> bytes) {
        this.capacityBytes = capacityBytes;
        this.bytes = bytes;
    }

    /** The encoding of a text, if it is held. */
    public synchronized Optional<V> find(String text) {
        return Optional.ofNullable(entries.get(text));
    }

    /** Holds an encoding, and lets go of others until the bound is kept. */
    public synchronized void put(String text, V encoding) {
        V replaced = entries.put(text, encoding);
        usedBytes += bytes.applyAsLong(text, encoding) - (replaced == null ? 0 : bytes.applyAsLong(text, replaced));
        Iterator<Map.Entry<String, V>> oldest = entries.entrySet().iterator();
        while (usedBytes > capacityBytes && oldest.hasNext()) {
            Map.Entry<String, V> entry = oldest.next();
            usedBytes -= bytes.applyAsLong(entry.getKey(), entry.getValue());
            oldest.remove();
        }
    }

    /** Number of encodings held. */
    public synchronized int size() {
        return entries.size();
    }
}
