package io.steerscope.aggregator.store;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.DslStoreFormat;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.DslKeyValueParams;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PagedStoreTest {

    private final PagedStore store = new PagedStore("scores");

    @Test
    void aPrefixHasItsKeysAndNoOthers() {
        // given
        List.of("a", "a/", "a/1", "a/2", "a0", "b/1").forEach(key -> put(key, "of " + key));

        // then
        assertThat(keys(store.prefixScan("a/", new StringSerializer()))).containsExactly("a/", "a/1", "a/2");
        assertThat(keys(store.prefixScan("c", new StringSerializer()))).isEmpty();
        assertThat(keys(store.range(bytes("a/1"), bytes("a0")))).containsExactly("a/1", "a/2", "a0");
        assertThat(keys(store.range(null, bytes("a/")))).containsExactly("a", "a/");
        assertThat(keys(store.all())).containsExactly("a", "a/", "a/1", "a/2", "a0", "b/1");
    }

    @Test
    void aNullTakesAnEntryAway() {
        // given
        put("a", "1");

        // when
        store.put(bytes("a"), null);
        byte[] none = store.putIfAbsent(bytes("a"), "2".getBytes(StandardCharsets.UTF_8));
        byte[] second = store.putIfAbsent(bytes("a"), "3".getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(none).isNull();
        assertThat(second).asString().isEqualTo("2");
        assertThat(store.delete(bytes("a"))).asString().isEqualTo("2");
        assertThat(store.approximateNumEntries()).isZero();
    }

    @Test
    void anIterationEndsWithAnException() {
        // given
        put("a", "1");

        // when
        KeyValueIterator<Bytes, byte[]> all = store.all();

        // then
        assertThat(all.peekNextKey()).isEqualTo(bytes("a"));
        all.next();
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(all::peekNextKey).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void whatIsThereAllTheTimeIsFoundOnceWhileAnotherThreadWrites() {
        // given
        List<String> lasting = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lasting.add("lasting-%04d".formatted(i));
        }
        lasting.forEach(key -> put(key, "x".repeat(200)));
        AtomicBoolean isRead = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !isRead.get(); i++) {
                String key = "lasting-%04d-%d".formatted(i * 7 % 1_000, i % 3);
                put(key, "y".repeat(i % 900));
                store.delete(bytes("lasting-%04d-%d".formatted(i * 11 % 1_000, i % 3)));
            }
        });

        // when
        List<List<String>> found = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                found.add(keys(store.all()));
            }
        } finally {
            isRead.set(true);
        }
        writer.join();

        // then
        assertThat(found).allSatisfy(keys -> {
            assertThat(keys).isSorted().doesNotHaveDuplicates();
            assertThat(keys).containsAll(lasting);
        });
    }

    @Test
    void isRestoredFromItsChangelogEachTimeItIsOpened() {
        // given
        AtomicReference<StateRestoreCallback> restoring = new AtomicReference<>();
        StateStoreContext context = (StateStoreContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StateStoreContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("register");
                    restoring.set((StateRestoreCallback) arguments[1]);
                    return null;
                });

        // when
        store.init(context, store);
        restore(restoring, "a", "1");
        restore(restoring, "b", "1");
        restore(restoring, "a", "2");
        restore(restoring, "b", null);

        // then
        assertThat(store.isOpen()).isTrue();
        assertThat(keys(store.all())).containsExactly("a");
        assertThat(store.get(bytes("a"))).asString().isEqualTo("2");

        // when
        store.close();

        // then
        assertThat(store.isOpen()).isFalse();
        assertThat(keys(store.all())).isEmpty();

        // when
        store.init(context, store);
        restore(restoring, "c", "3");

        // then
        assertThat(store.isOpen()).isTrue();
        assertThat(keys(store.all())).containsExactly("c");
    }

    @Test
    void anIterationThatBeganBeforeTheStoreWasClosedDoesNotEndAsIfThatWereAll() {
        // given
        for (int i = 0; i < 100; i++) {
            put("key-%03d".formatted(i), "x".repeat(300));
        }
        KeyValueIterator<Bytes, byte[]> all = store.all();
        all.next();

        // when
        store.close();
        put("key-099", "restored");

        // then
        assertThatThrownBy(() -> all.forEachRemaining(entry -> {}))
                .isInstanceOf(InvalidStateStoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void isTheKindOfStoreThatPagedStoresMake() {
        // when
        KeyValueStore<Bytes, byte[]> made = new PagedStores()
                .keyValueStore(new DslKeyValueParams("scores", DslStoreFormat.PLAIN))
                .get();

        // then
        assertThat(made).isInstanceOf(PagedStore.class);
        assertThat(made.name()).isEqualTo("scores");
    }

    private static void restore(AtomicReference<StateRestoreCallback> restoring, String key, @Nullable String value) {
        Objects.requireNonNull(restoring.get())
                .restore(
                        key.getBytes(StandardCharsets.UTF_8),
                        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void holdsATableOfAnApplication() {
        // given
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, PagedStores.class);
        StreamsBuilder builder = new StreamsBuilder();
        builder.table(
                "topic",
                Consumed.with(Serdes.String(), Serdes.String()),
                Materialized.<String, String, KeyValueStore<Bytes, byte[]>>as("table")
                        .withStoreType(new PagedStores()));

        try (TopologyTestDriver driver = new TopologyTestDriver(builder.build(), properties)) {
            // when
            TestInputTopic<String, String> topic =
                    driver.createInputTopic("topic", new StringSerializer(), new StringSerializer());
            topic.pipeInput("a", "1");
            topic.pipeInput("a", "2");
            topic.pipeInput("b", "1");
            topic.pipeInput("b", (String) null);

            // then
            KeyValueStore<String, ?> table = driver.getTimestampedKeyValueStore("table");
            assertThat(table.approximateNumEntries()).isEqualTo(1);
            assertThat(table.get("a")).asString().contains("2");
            assertThat(table.persistent()).isFalse();
        }
    }

    private void put(String key, String value) {
        store.put(bytes(key), value.getBytes(StandardCharsets.UTF_8));
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> keys(KeyValueIterator<Bytes, byte[]> entries) {
        List<String> keys = new ArrayList<>();
        try (entries) {
            entries.forEachRemaining(entry -> keys.add(new StringDeserializer().deserialize(null, entry.key.get())));
        }
        return keys;
    }
}
