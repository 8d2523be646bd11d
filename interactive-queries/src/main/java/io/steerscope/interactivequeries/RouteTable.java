package io.steerscope.interactivequeries;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The routes of the moment, planned again only when something has changed. */
final class RouteTable {

    private record Planned(
            long assignment, KafkaStreams.State state, long peers, Map<TopicPartition, Long> floors, Routes routes) {}

    private final StreamsView streams;
    private final Assignment assignment;
    private final StandbyFloors floors;
    private final Peers peers;
    private final PartitionedStores stores;
    private final Supplier<InputPosition> position;
    private final RoutePlanner planner;
    private volatile @Nullable Planned latest;

    /** @param position how many partitions there are, and how far the group has read them */
    RouteTable(
            StreamsView streams,
            HostInfo self,
            Assignment assignment,
            StandbyFloors floors,
            Peers peers,
            PartitionedStores stores,
            Supplier<InputPosition> position) {
        this.streams = streams;
        this.assignment = assignment;
        this.floors = floors;
        this.peers = peers;
        this.stores = stores;
        this.position = position;
        this.planner = new RoutePlanner(self);
    }

    /**
     * The routes now.
     *
     * @throws io.steerscope.interactivequeries.StateUnavailableException while neither assignment nor partitions are
     *     known
     */
    Routes current() {
        long number = assignment.number();
        KafkaStreams.State state = streams.state();
        long others = peers.version();
        Map<TopicPartition, Long> replicas = floors.at(number);
        Planned known = latest;
        if (known != null
                && known.assignment() == number
                && known.state() == state
                && known.peers() == others
                && known.floors() == replicas) {
            return known.routes();
        }
        Routes routes = planner.plan(partitions(), assignment.instances(), state, replicas, peers.known());
        latest = new Planned(number, state, others, replicas, routes);
        return routes;
    }

    private List<TopicPartition> partitions() {
        InputPosition known = position.get();
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : stores.topics()) {
            for (int partition = 0; partition < known.partitions(topic); partition++) {
                partitions.add(new TopicPartition(topic, partition));
            }
        }
        return partitions;
    }
}
