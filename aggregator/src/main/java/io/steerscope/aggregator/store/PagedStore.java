package io.steerscope.aggregator.store;

import java.util.Arrays;
import java.util.List;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store in memory over {@link PagedEntries}, restored from its changelog. It does what Kafka's own store in
 * memory does, but for iteration from the end, for the positions and queries of "interactive queries v2", which nobody
 * asks it for, and for {@code enable.transactional.statestores}, which it does not know.
 */
final class PagedStore implements KeyValueStore<Bytes, byte[]> {

    private final String name;
    private final PagedEntries entries = new PagedEntries();

    /** Never moves. */
    private final Position position = Position.emptyPosition();

    private volatile boolean open;

    PagedStore(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, @Nullable StateStore root) {
        if (root != null) {
            context.register(root, (key, value) -> put(Bytes.wrap(key), value));
        }
        open = true;
    }

    @Override
    public void close() {
        open = false;
        entries.clear();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public Position getPosition() {
        return position;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        if (value == null) {
            entries.remove(key.get());
        } else {
            entries.put(key.get(), value);
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
        byte[] present = entries.get(key.get());
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> all) {
        all.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        return entries.remove(key.get());
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return entries.get(key.get());
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        return new EntryIterator(
                entries, from == null ? new byte[0] : from.get(), key -> to == null || key.compareTo(to) <= 0);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return range(null, null);
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, PS serializer) {
        byte[] start = serializer.serialize(null, prefix);
        return new EntryIterator(entries, start, key -> startsWith(key.get(), start));
    }

    private static boolean startsWith(byte[] key, byte[] start) {
        return key.length >= start.length && Arrays.equals(key, 0, start.length, start, 0, start.length);
    }

    @Override
    public long approximateNumEntries() {
        return entries.size();
    }
}
