package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;

/** What is asked of {@link KafkaStreams}. */
interface StreamsView {

    KafkaStreams.State state();

    /**
     * The assignment as this instance last heard of it; new objects after every assignment.
     *
     * @throws IllegalStateException unless the streams are running or rebalancing
     */
    Collection<StreamsMetadata> assignment();

    /** @throws org.apache.kafka.streams.errors.InvalidStateStoreException if it cannot be read now */
    <T> T store(StoreQueryParameters<T> parameters);

    /** By store and partition, how far the stores of this instance have followed their changelogs. */
    Map<String, Map<Integer, Followed>> followed();

    /**
     * How far a store has followed its changelog.
     *
     * @param reached offset behind the last record that is in the store
     * @param end end of the changelog, asked for after {@code reached}
     */
    record Followed(long reached, long end) {}

    /** @param store any partitioned store of the topology */
    static StreamsView of(KafkaStreams streams, String store) {
        return new StreamsView() {
            @Override
            public KafkaStreams.State state() {
                return streams.state();
            }

            @Override
            public Collection<StreamsMetadata> assignment() {
                // takes the lock under which an assignment is written, without which it might not be seen
                streams.streamsMetadataForStore(store);
                return streams.metadataForAllStreamsClients();
            }

            @Override
            public <T> T store(StoreQueryParameters<T> parameters) {
                return streams.store(parameters);
            }

            @Override
            public Map<String, Map<Integer, Followed>> followed() {
                Map<String, Map<Integer, Followed>> followed = new HashMap<>();
                streams.allLocalStorePartitionLags().forEach((name, lags) -> {
                    Map<Integer, Followed> byPartition = new HashMap<>();
                    lags.forEach((partition, lag) -> byPartition.put(
                            partition, new Followed(lag.currentOffsetPosition(), lag.endOffsetPosition())));
                    followed.put(name, byPartition);
                });
                return followed;
            }
        };
    }
}
