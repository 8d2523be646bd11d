package io.steerscope.interactivequeries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.StreamsMetadataImpl;

/** Streams whose state, assignment and stores a test sets. */
final class Instances implements StreamsView {

    KafkaStreams.State state = KafkaStreams.State.RUNNING;
    List<StreamsMetadata> assignment = new ArrayList<>();
    Map<String, Map<Integer, Followed>> followed = Map.of();
    ReadOnlyKeyValueStore<String, ?> store;

    static StreamsMetadata instance(HostInfo host, Set<TopicPartition> active, Set<TopicPartition> standby) {
        return new StreamsMetadataImpl(host, Set.of(), active, Set.of(), standby);
    }

    @Override
    public KafkaStreams.State state() {
        return state;
    }

    @Override
    public Collection<StreamsMetadata> assignment() {
        return assignment;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T store(StoreQueryParameters<T> parameters) {
        return (T) store;
    }

    @Override
    public Map<String, Map<Integer, Followed>> followed() {
        return followed;
    }
}
