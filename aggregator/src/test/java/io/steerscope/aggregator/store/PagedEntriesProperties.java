package io.steerscope.aggregator.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares with a map of Java, after histories of writing, replacing and removing. */
class PagedEntriesProperties {

    private static final int LONGEST_SHORT_VALUE = 600;
    private static final int LONGEST_VALUE = 3 * PagedEntries.LARGEST_PAGE;

    @Property(tries = 300)
    void holdsWhatAMapHolds(
            @ForAll @LongRange long seed,
            @ForAll @IntRange(min = 1, max = 3_000) int steps,
            @ForAll @IntRange(min = 1, max = 2_000) int keys,
            @ForAll @IntRange(max = 100) int removed) {
        // given
        PagedEntries entries = new PagedEntries();
        TreeMap<byte[], byte[]> expected = new TreeMap<>(Arrays::compareUnsigned);
        Random random = new Random(seed);

        // when
        for (int step = 0; step < steps; step++) {
            byte[] key = key(random, keys);
            if (random.nextInt(100) < removed) {
                assertThat(entries.remove(key)).isEqualTo(expected.remove(key));
            } else {
                byte[] value = value(random);
                entries.put(key, value);
                expected.put(key, value);
            }
        }

        // then
        assertThat(entries.size()).isEqualTo(expected.size());
        assertSame(all(entries, new byte[0], true), expected);
        for (int i = 0; i < 20; i++) {
            byte[] key = key(random, keys);
            boolean inclusive = random.nextBoolean();
            assertThat(entries.get(key)).isEqualTo(expected.get(key));
            assertSame(all(entries, key, inclusive), expected.tailMap(key, inclusive));
        }
    }

    @Property(tries = 50)
    void takesFewPagesHoweverItWasFilledAndEmptied(
            @ForAll @LongRange long seed, @ForAll @IntRange(min = 1, max = 5_000) int keys) {
        // given
        PagedEntries entries = new PagedEntries();
        Random random = new Random(seed);
        List<byte[]> order = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            order.add("key-%06d".formatted(i).getBytes(StandardCharsets.US_ASCII));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(order, random);
        }

        // when
        order.forEach(key -> entries.put(key, new byte[300]));
        long bytes = keys * (long) Page.size(order.get(0), new byte[300]);
        int full = entries.pages();
        order.forEach(entries::remove);

        // then
        assertThat(full).isLessThanOrEqualTo((int) (bytes / (PagedEntries.LARGEST_PAGE / 4)) + 1);
        assertThat(entries.pages()).isEqualTo(1);
        assertThat(entries.size()).isZero();
    }

    @Property(tries = 50)
    void splitsPagesWhoseValuesGrow(@ForAll @LongRange long seed, @ForAll @IntRange(min = 2, max = 200) int keys) {
        // given
        PagedEntries entries = new PagedEntries();
        Random random = new Random(seed);
        long bytes = 0;

        // when
        for (int size = 8; size <= 4_096; size *= 2) {
            bytes = 0;
            for (int i = 0; i < keys; i++) {
                byte[] key = "key-%d".formatted(i).getBytes(StandardCharsets.US_ASCII);
                byte[] value = new byte[size + random.nextInt(8)];
                entries.put(key, value);
                bytes += Page.size(key, value);
            }
        }

        // then
        assertThat(entries.pages()).isGreaterThanOrEqualTo((int) (bytes / (PagedEntries.LARGEST_PAGE + 4_200)));
        assertThat(entries.size()).isEqualTo(keys);
    }

    /** One in keys of them is empty. */
    private static byte[] key(Random random, int keys) {
        int number = random.nextInt(keys);
        if (number == 0) {
            return new byte[0];
        }
        byte[] key = new byte[1 + number % 40];
        Arrays.fill(key, (byte) (number % 5 * 60));
        key[key.length - 1] = (byte) number;
        key[key.length / 2] = (byte) (number >> 8);
        return key;
    }

    private static byte[] value(Random random) {
        byte[] value = new byte[random.nextInt(random.nextInt(50) == 0 ? LONGEST_VALUE : LONGEST_SHORT_VALUE)];
        random.nextBytes(value);
        return value;
    }

    private static List<KeyValue<Bytes, byte[]>> all(PagedEntries entries, byte[] from, boolean inclusive) {
        List<KeyValue<Bytes, byte[]>> all = new ArrayList<>();
        List<KeyValue<Bytes, byte[]>> some = entries.from(from, inclusive);
        while (!some.isEmpty()) {
            all.addAll(some);
            some = entries.from(some.get(some.size() - 1).key.get(), false);
        }
        return all;
    }

    private static void assertSame(List<KeyValue<Bytes, byte[]>> actual, Map<byte[], byte[]> expected) {
        assertThat(actual)
                .extracting(entry -> entry.key.get())
                .containsExactly(expected.keySet().toArray(new byte[0][]));
        assertThat(actual)
                .extracting(entry -> entry.value)
                .containsExactly(expected.values().toArray(new byte[0][]));
    }
}
