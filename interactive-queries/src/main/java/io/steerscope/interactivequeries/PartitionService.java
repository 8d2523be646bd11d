package io.steerscope.interactivequeries;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * What this instance answers to others of its application, from its own partitions and never by asking on.
 */
public final class PartitionService {

    /** Path of what an instance holds. */
    public static final String HOLDINGS_PATH = "/internal/holdings";

    /** Path of the stores, followed by the name of one. */
    public static final String STORES_PATH = "/internal/stores/";

    /** Header that names the application of the asker. */
    public static final String APPLICATION_HEADER = "Steerscope-Application";

    /** Media type of entries. */
    public static final String MEDIA_TYPE = "application/vnd.steerscope.partitions";

    private final String applicationId;
    private final HostInfo self;
    private final StreamsView streams;
    private final Assignment assignment;
    private final StandbyFloors floors;
    private final LocalPartitions local;
    private final PartitionedStores stores;

    PartitionService(
            String applicationId,
            HostInfo self,
            StreamsView streams,
            Assignment assignment,
            StandbyFloors floors,
            LocalPartitions local,
            PartitionedStores stores) {
        this.applicationId = applicationId;
        this.self = self;
        this.streams = streams;
        this.assignment = assignment;
        this.floors = floors;
        this.local = local;
        this.stores = stores;
    }

    /** What this instance holds, as JSON; nothing while its streams do not run. */
    public String holdings() {
        KafkaStreams.State state = streams.state();
        Map<TopicPartition, Long> replicas = state.isRunningOrRebalancing() ? floors.at(assignment.number()) : Map.of();
        return JsonForm.write(new Holdings(applicationId, Assignment.words(state), active(), replicas));
    }

    /** Whether this instance processes a partition and can be asked for it. */
    boolean holds(TopicPartition partition) {
        return active().contains(partition);
    }

    private Set<TopicPartition> active() {
        Set<TopicPartition> active = new HashSet<>();
        if (streams.state() == KafkaStreams.State.RUNNING) {
            for (StreamsMetadata instance : assignment.instances()) {
                if (instance.hostInfo().equals(self)) {
                    active.addAll(instance.topicPartitions());
                }
            }
            active.removeIf(partition -> !stores.topics().contains(partition.topic()));
        }
        return active;
    }

    /**
     * Entries of some partitions of a store, in {@link WireForm}.
     *
     * @param store name of the store
     * @param question JSON as in {@link JsonForm}
     * @param asker application id of the asker, or null if it named none
     * @throws IllegalArgumentException if the question cannot be understood, or is for another application; the message
     *     is one line
     * @throws StateUnavailableException if not all of the partitions can be read here and now
     */
    public byte[] read(String store, String question, @Nullable String asker) {
        if (!applicationId.equals(asker)) {
            throw new IllegalArgumentException(
                    "this is an aggregator of application \"%s\", not of \"%s\"".formatted(applicationId, asker));
        }
        KeyedStore<?> known =
                stores.named(store).orElseThrow(() -> new IllegalArgumentException("there is no store " + store));
        return encoded(known, JsonForm.read(store, question));
    }

    private <V> byte[] encoded(KeyedStore<V> store, PartitionRead read) {
        SortedMap<Integer, List<KeyValue<byte[], byte[]>>> encoded = new TreeMap<>();
        local.read(store, read).forEach((partition, entries) -> encoded.put(partition, store.encode(entries)));
        return WireForm.write(encoded);
    }
}
