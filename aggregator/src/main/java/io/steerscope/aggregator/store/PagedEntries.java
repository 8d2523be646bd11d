package io.steerscope.aggregator.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map of bytes that keeps its entries in pages of some kilobytes, the leaves of a B+-tree over one tree of
 * pages.
 *
 * <p>A map with a node, a key and a value of its own for every entry is what a collector that copies and marks has most
 * work with: a new entry is copied some times before it is old, and changes an old node at a random place, so that all
 * of these places are looked at in every collection. A page is two arrays without references.
 *
 * <p>Methods may be called by several threads at once. Keys and values are copied, in and out; keys are ordered as
 * unsigned bytes.
 */
final class PagedEntries {

    /** Bytes at which a page is split, if it has several entries. */
    static final int LARGEST_PAGE = 8 * 1024;

    private static final int SMALL_PAGE = LARGEST_PAGE / 4;

    /** By the least key that a page may have; the first one by the empty key. */
    private final NavigableMap<byte[], Page> pages = new TreeMap<>(Arrays::compareUnsigned);

    private long size;
    private int clearings;

    PagedEntries() {
        clear();
    }

    /** Number of entries. */
    synchronized long size() {
        return size;
    }

    /** The value of a key, or null. */
    synchronized byte @Nullable [] get(byte[] key) {
        Page page = pageOf(key).getValue();
        int entry = page.find(key);
        return entry < 0 ? null : page.value(entry);
    }

    synchronized void put(byte[] key, byte[] value) {
        Page page = pageOf(key).getValue();
        int entry = page.find(key);
        if (entry >= 0) {
            page.replace(entry, value);
        } else {
            page.insert(-entry - 1, key, value);
            size++;
        }
        if (page.used() > LARGEST_PAGE && page.count() > 1) {
            // What comes in ascending order leaves full pages behind.
            boolean isLast = -entry == page.count();
            Page rest = page.split(isLast ? page.count() - 1 : page.middle());
            pages.put(rest.key(0), rest);
        }
    }

    /** Removes an entry; returns its value, or null if there is none. */
    synchronized byte @Nullable [] remove(byte[] key) {
        Map.Entry<byte[], Page> place = pageOf(key);
        Page page = place.getValue();
        int entry = page.find(key);
        if (entry < 0) {
            return null;
        }
        byte[] value = page.value(entry);
        page.remove(entry);
        size--;
        if (page.used() <= SMALL_PAGE) {
            mergeWithNeighbour(place);
        }
        return value;
    }

    /**
     * The first entries from a key on, as many as stand together, in ascending order; none if there are none at all.
     *
     * @param inclusive whether the key itself may be among them
     */
    synchronized List<KeyValue<Bytes, byte[]>> from(byte[] key, boolean inclusive) {
        for (Page page : pages.tailMap(pageOf(key).getKey(), true).values()) {
            int found = page.find(key);
            int first = found < 0 ? -found - 1 : inclusive ? found : found + 1;
            if (first < page.count()) {
                List<KeyValue<Bytes, byte[]>> entries = new ArrayList<>(page.count() - first);
                for (int entry = first; entry < page.count(); entry++) {
                    entries.add(page.entry(entry));
                }
                return entries;
            }
        }
        return List.of();
    }

    /** Removes all. */
    synchronized void clear() {
        pages.clear();
        pages.put(new byte[0], new Page());
        size = 0;
        clearings++;
    }

    /** How often all were removed: what was begun to be read before has no end after. */
    synchronized int clearings() {
        return clearings;
    }

    /** Number of pages. */
    synchronized int pages() {
        return pages.size();
    }

    /** So that no page is empty but the only one, and few are small beside each other. */
    private void mergeWithNeighbour(Map.Entry<byte[], Page> place) {
        Map.Entry<byte[], Page> next = pages.higherEntry(place.getKey());
        Map.Entry<byte[], Page> previous = pages.lowerEntry(place.getKey());
        if (next != null && fit(place.getValue(), next.getValue())) {
            place.getValue().append(next.getValue());
            pages.remove(next.getKey());
        } else if (previous != null && fit(previous.getValue(), place.getValue())) {
            previous.getValue().append(place.getValue());
            pages.remove(place.getKey());
        }
    }

    private static boolean fit(Page page, Page behind) {
        return page.count() == 0 || behind.count() == 0 || page.used() + behind.used() <= LARGEST_PAGE / 2;
    }

    private Map.Entry<byte[], Page> pageOf(byte[] key) {
        return pages.floorEntry(key);
    }
}
