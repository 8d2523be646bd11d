package io.steerscope.aggregator.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Entries in ascending order of their keys. What is written in the meantime may be among them or not; an entry that is
 * there all the time is there once, with a value that it had since the iteration began to look at its page.
 */
final class EntryIterator implements KeyValueIterator<Bytes, byte[]> {

    private final PagedEntries entries;
    private final Predicate<Bytes> isWanted;
    private final int clearings;
    private Iterator<KeyValue<Bytes, byte[]>> page;
    private @Nullable KeyValue<Bytes, byte[]> next;

    /**
     * @param from the least key
     * @param isWanted whether a key is still wanted; the first one that is not ends it
     * @throws InvalidStateStoreException here or later, if all entries are removed meanwhile, as the store is closed
     */
    EntryIterator(PagedEntries entries, byte[] from, Predicate<Bytes> isWanted) {
        this.entries = entries;
        this.isWanted = isWanted;
        this.clearings = entries.clearings();
        this.page = entries.from(from, true).iterator();
        advance();
    }

    private void advance() {
        KeyValue<Bytes, byte[]> last = next;
        if (!page.hasNext() && last != null) {
            page = entries.from(last.key.get(), false).iterator();
            if (entries.clearings() != clearings) {
                throw new InvalidStateStoreException("the store was closed while it was read");
            }
        }
        KeyValue<Bytes, byte[]> found = page.hasNext() ? page.next() : null;
        next = found != null && isWanted.test(found.key) ? found : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> present = present();
        advance();
        return present;
    }

    @Override
    public Bytes peekNextKey() {
        return present().key;
    }

    private KeyValue<Bytes, byte[]> present() {
        KeyValue<Bytes, byte[]> present = next;
        if (present == null) {
            throw new NoSuchElementException();
        }
        return present;
    }

    @Override
    public void close() {}
}
