package io.steerscope.aggregator.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * Some entries in ascending order of their keys, one behind the other in one array: length of the key, length of the
 * value, key, value. Not safe for several threads.
 */
final class Page {

    private static final int HEADER = 2 * Integer.BYTES;
    private static final int FEWEST_ENTRIES = 8;

    /** An array is made larger by so large a part of what it must hold. */
    private static final int SLACK = 4;

    /** An array of more than so many times the bytes in it is replaced by a smaller one. */
    private static final int MOST_SLACK = 4;

    private ByteBuffer bytes;

    /** Where entries begin. */
    private int[] starts;

    private int count;
    private int used;

    Page() {
        this(0, FEWEST_ENTRIES);
    }

    private Page(int capacity, int entries) {
        this.bytes = ByteBuffer.allocate(capacity);
        this.starts = new int[entries];
    }

    /** Number of entries. */
    int count() {
        return count;
    }

    /** Bytes of all entries. */
    int used() {
        return used;
    }

    /** Bytes that an entry takes. */
    static int size(byte[] key, byte[] value) {
        return HEADER + key.length + value.length;
    }

    /** The number of the entry with a key; else {@code -(number of the first entry behind it) - 1}. */
    int find(byte[] key) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int from = starts[middle] + HEADER;
            int order = Arrays.compareUnsigned(bytes.array(), from, from + keyLength(middle), key, 0, key.length);
            if (order < 0) {
                low = middle + 1;
            } else if (order > 0) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -low - 1;
    }

    byte[] key(int entry) {
        int from = starts[entry] + HEADER;
        return Arrays.copyOfRange(bytes.array(), from, from + keyLength(entry));
    }

    byte[] value(int entry) {
        int from = starts[entry] + HEADER + keyLength(entry);
        return Arrays.copyOfRange(bytes.array(), from, from + valueLength(entry));
    }

    KeyValue<Bytes, byte[]> entry(int entry) {
        return KeyValue.pair(Bytes.wrap(key(entry)), value(entry));
    }

    void insert(int entry, byte[] key, byte[] value) {
        int at = entry == count ? used : starts[entry];
        int size = size(key, value);
        move(at, size);
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count + count / 2);
        }
        System.arraycopy(starts, entry, starts, entry + 1, count - entry);
        starts[entry] = at;
        count++;
        shift(entry + 1, size);
        bytes.putInt(at, key.length).putInt(at + Integer.BYTES, value.length);
        bytes.put(at + HEADER, key).put(at + HEADER + key.length, value);
    }

    void replace(int entry, byte[] value) {
        int from = starts[entry] + HEADER + keyLength(entry);
        int more = value.length - valueLength(entry);
        if (more != 0) {
            move(from + valueLength(entry), more);
            shift(entry + 1, more);
            bytes.putInt(starts[entry] + Integer.BYTES, value.length);
        }
        bytes.put(from, value);
    }

    void remove(int entry) {
        int size = HEADER + keyLength(entry) + valueLength(entry);
        move(starts[entry] + size, -size);
        count--;
        System.arraycopy(starts, entry + 1, starts, entry, count - entry);
        shift(entry, -size);
    }

    /** Takes the entries from a number on, of which there is one, out of this page into a new one. */
    Page split(int from) {
        int start = starts[from];
        Page rest = new Page(used - start, Math.max(FEWEST_ENTRIES, count - from));
        rest.append(this, from);
        count = from;
        used = start;
        bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), used));
        return rest;
    }

    /** The number of the entry before which about half of the bytes are, neither the first nor behind the last. */
    int middle() {
        int entry = Arrays.binarySearch(starts, 0, count, used / 2);
        return Math.max(1, Math.min(count - 1, entry < 0 ? -entry - 1 : entry));
    }

    /** Adds all entries of a page whose keys are behind those of this one. */
    void append(Page behind) {
        if (behind.count > 0) {
            append(behind, 0);
        }
    }

    private void append(Page behind, int from) {
        int start = behind.starts[from];
        int size = behind.used - start;
        int before = used;
        move(used, size);
        bytes.put(before, behind.bytes.array(), start, size);
        int entries = behind.count - from;
        if (starts.length < count + entries) {
            starts = Arrays.copyOf(starts, count + entries);
        }
        for (int i = 0; i < entries; i++) {
            starts[count + i] = behind.starts[from + i] - start + before;
        }
        count += entries;
    }

    private int keyLength(int entry) {
        return bytes.getInt(starts[entry]);
    }

    private int valueLength(int entry) {
        return bytes.getInt(starts[entry] + Integer.BYTES);
    }

    private void shift(int entry, int distance) {
        for (int i = entry; i < count; i++) {
            starts[i] += distance;
        }
    }

    /** Moves what is behind a place by a distance, and makes room for it, or gives room back. */
    private void move(int at, int distance) {
        byte[] before = bytes.array();
        int after = used + distance;
        if (after > before.length || before.length > MOST_SLACK * Math.max(after, 1)) {
            byte[] other = Arrays.copyOf(before, after + after / SLACK);
            System.arraycopy(before, at, other, at + distance, used - at);
            bytes = ByteBuffer.wrap(other);
        } else {
            System.arraycopy(before, at, before, at + distance, used - at);
        }
        used = after;
    }
}
