package io.steerscope.interactivequeries;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalPartitionsTest {

    private static final KeyedStore<String> STORE = new KeyedStore<>("letters", "topic", Serdes.String());

    private final Instances streams = new Instances();
    private final Assignment assignment = new Assignment(streams);
    private final StandbyFloors floors = new StandbyFloors(
            streams, assignment, new HostInfo("one", 1), TestStores.ALL, "app", partitions -> Map.of());
    private final LocalPartitions local = new LocalPartitions(streams, assignment, floors);
    private Runnable whileReading = () -> {};
    private KeyValueStore<String, String> store;

    @BeforeEach
    void fill() {
        store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(STORE.name()),
                        Serdes.String(),
                        Serdes.serdeFrom(Serdes.String().serializer(), (topic, bytes) -> {
                            String text = Serdes.String().deserializer().deserialize(topic, bytes);
                            if ("b".equals(text)) {
                                whileReading.run();
                            }
                            return text;
                        }))
                .withLoggingDisabled()
                .build();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        for (String letter : List.of("a", "b", "c")) {
            store.put("x/" + letter, letter);
        }
        store.put("y/d", "d");
        streams.store = store;
    }

    @Test
    void entriesAreSelectedByPrefixOrByKey() {
        assertThat(read(Selection.prefixes(List.of("y/", "x/"))))
                .isEqualTo(Map.of(
                        0,
                        List.of(
                                KeyValue.pair("y/d", "d"),
                                KeyValue.pair("x/a", "a"),
                                KeyValue.pair("x/b", "b"),
                                KeyValue.pair("x/c", "c"))));
        assertThat(read(Selection.keys(List.of("x/c", "x/z", "y/d"))))
                .isEqualTo(Map.of(0, List.of(KeyValue.pair("x/c", "c"), KeyValue.pair("y/d", "d"))));
        assertThat(read(Selection.prefixes(List.of("z/")))).isEqualTo(Map.of(0, List.of()));
    }

    @Test
    void aStoreThatIsClosedWhileItIsReadGivesNoAnswer() {
        // given
        whileReading = () -> store.close();

        // then
        assertThatThrownBy(() -> read(Selection.prefixes(List.of("x/"))))
                .isInstanceOfSatisfying(StateUnavailableException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.RESTORING));
    }

    @Test
    void aStoreThatIsClosedAndFilledAgainWhileItIsReadGivesNoAnswer() {
        // given
        whileReading = () -> {
            whileReading = () -> {};
            store.delete("x/c");
            assignment.onChange(KafkaStreams.State.REBALANCING, KafkaStreams.State.RUNNING);
            assignment.onChange(KafkaStreams.State.RUNNING, KafkaStreams.State.REBALANCING);
        };

        // then
        assertThatThrownBy(() -> read(Selection.prefixes(List.of("x/")))).hasMessageContaining("are being moved");
    }

    @Test
    void anAssignmentThatArrivesWhileAStoreIsReadMakesTheReadingVoid() {
        // given
        whileReading =
                () -> streams.assignment = List.of(Instances.instance(new HostInfo("two", 2), Set.of(), Set.of()));

        // then
        assertThatThrownBy(() -> read(Selection.prefixes(List.of("x/")))).hasMessageContaining("are being moved");
    }

    @Test
    void streamsThatDoNotRunAnswerForNoPartitionOfTheirOwn() {
        // given
        streams.state = KafkaStreams.State.REBALANCING;

        // then
        assertThatThrownBy(() -> read(Selection.prefixes(List.of("x/"))))
                .isInstanceOfSatisfying(StateUnavailableException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.REBALANCING));
    }

    @Test
    void aReplicaThatIsNotKnownToBeFarEnoughGivesNoAnswer() {
        // given
        PartitionRead question = new PartitionRead(
                "letters", new TreeSet<>(), new TreeMap<>(Map.of(0, 4L)), Selection.keys(List.of("x/a")));

        // then
        assertThatThrownBy(() -> local.read(STORE, question)).hasMessageContaining("up to offset 4");
    }

    private SortedMap<Integer, List<KeyValue<String, String>>> read(Selection selection) {
        return local.read(STORE, new PartitionRead("letters", new TreeSet<>(Set.of(0)), new TreeMap<>(), selection));
    }
}
