package io.steerscope.interactivequeries;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * Partitions of stores on this instance.
 *
 * <p>An in-memory store that is closed while it is read ends early and says nothing. So a reading counts only if the
 * store is open after it, its last entry is still there, and the assignment is the same as before.
 */
final class LocalPartitions {

    private static final ResolvedStoreType RESOLVED = new ResolvedStoreType();
    private static final StringSerializer PREFIXES = new StringSerializer();

    private final StreamsView streams;
    private final Assignment assignment;
    private final StandbyFloors floors;

    LocalPartitions(StreamsView streams, Assignment assignment, StandbyFloors floors) {
        this.streams = streams;
        this.assignment = assignment;
        this.floors = floors;
    }

    /**
     * Entries of all partitions that are asked for, by partition.
     *
     * @throws StateUnavailableException if one of them cannot be read, or not so far
     */
    <V> SortedMap<Integer, List<KeyValue<String, V>>> read(KeyedStore<V> store, PartitionRead read) {
        long before = assignment.number();
        if (!read.active().isEmpty() && streams.state() != KafkaStreams.State.RUNNING) {
            throw notRunning(streams.state()).exception();
        }
        SortedMap<Integer, List<KeyValue<String, V>>> partitions = new TreeMap<>();
        for (int partition : read.active()) {
            partitions.put(partition, entries(store, parameters(store, partition), read.selection()));
        }
        Map<TopicPartition, Long> known = floors.at(before);
        read.standby().forEach((partition, atLeast) -> {
            requireFloor(store, partition, atLeast, known);
            partitions.put(
                    partition, entries(store, parameters(store, partition).enableStaleStores(), read.selection()));
        });
        if (assignment.number() != before) {
            throw new StateUnavailableException(
                    Reason.RESTORING, "Partitions of %s are being moved".formatted(store.name()));
        }
        return partitions;
    }

    private static void requireFloor(
            KeyedStore<?> store, int partition, long atLeast, Map<TopicPartition, Long> floors) {
        Long floor = floors.get(new TopicPartition(store.topic(), partition));
        if (floor == null || floor < atLeast) {
            throw new StateUnavailableException(
                    Reason.RESTORING,
                    "The replica of partition %d of %s is not known to be up to offset %d"
                            .formatted(partition, store.name(), atLeast));
        }
    }

    private <V> List<KeyValue<String, V>> entries(
            KeyedStore<V> store,
            StoreQueryParameters<ReadOnlyKeyValueStore<String, Object>> parameters,
            Selection selection) {
        try {
            ReadOnlyKeyValueStore<String, Object> opened = streams.store(parameters);
            List<KeyValue<String, V>> entries = new ArrayList<>();
            for (String text : selection.texts()) {
                select(opened, selection.kind(), text, entries);
            }
            requireOpen(opened, entries);
            return entries;
        } catch (InvalidStateStorePartitionException e) {
            throw new StateUnavailableException(
                    Reason.RESTORING,
                    "Partition %d of %s is not here yet; if that lasts, another aggregator advertises the same address"
                            .formatted(parameters.partition(), store.name()),
                    e);
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException(
                    Reason.RESTORING,
                    "Partition %d of %s is being moved or restored".formatted(parameters.partition(), store.name()),
                    e);
        }
    }

    private static <V> void select(
            ReadOnlyKeyValueStore<String, Object> opened,
            Selection.Kind kind,
            String text,
            List<KeyValue<String, V>> entries) {
        if (kind == Selection.Kind.KEYS) {
            Object value = opened.get(text);
            if (value != null) {
                entries.add(entry(text, value));
            }
            return;
        }
        try (KeyValueIterator<String, Object> found = opened.prefixScan(text, PREFIXES)) {
            while (found.hasNext()) {
                KeyValue<String, Object> one = found.next();
                entries.add(entry(one.key, one.value));
            }
        }
    }

    /** The stores of tables keep a timestamp with each value, those of processors do not. */
    @SuppressWarnings("unchecked")
    private static <V> KeyValue<String, V> entry(String key, Object value) {
        return KeyValue.pair(key, (V) (value instanceof ValueAndTimestamp<?> stamped ? stamped.value() : value));
    }

    private static <V> void requireOpen(
            ReadOnlyKeyValueStore<String, Object> opened, List<KeyValue<String, V>> entries) {
        boolean hasLast = entries.isEmpty() || opened.get(entries.get(entries.size() - 1).key) != null;
        if (!hasLast || opened instanceof StateStore store && !store.isOpen()) {
            throw new InvalidStateStoreException("the store was closed while it was read");
        }
    }

    private static StoreQueryParameters<ReadOnlyKeyValueStore<String, Object>> parameters(
            KeyedStore<?> store, int partition) {
        return StoreQueryParameters.fromNameAndType(store.name(), RESOLVED).withPartition(partition);
    }

    /** Why streams in a state other than {@code RUNNING} give no answers. */
    static Obstacle notRunning(KafkaStreams.State state) {
        Reason reason =
                switch (state) {
                    case CREATED -> Reason.STARTING;
                    case REBALANCING -> Reason.REBALANCING;
                    default -> Reason.STOPPED;
                };
        return new Obstacle(reason, "The aggregator is " + Assignment.words(state));
    }
}
