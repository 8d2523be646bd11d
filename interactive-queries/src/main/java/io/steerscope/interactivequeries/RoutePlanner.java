package io.steerscope.interactivequeries;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/**
 * Plans who answers for each partition: the instance that processes it, this one or another; where that one cannot, the
 * replica that is most advanced; where there is none, nobody, and why.
 */
final class RoutePlanner {

    private static final Peer UNKNOWN = new Peer.Unknown();

    private final HostInfo self;

    RoutePlanner(HostInfo self) {
        this.self = self;
    }

    /**
     * @param partitions the partitions to plan for
     * @param assignment every instance with what it was assigned
     * @param own state of this instance
     * @param ownFloors floors of the replicas of this instance
     * @param peers what is known of the other instances
     */
    Routes plan(
            Collection<TopicPartition> partitions,
            Collection<StreamsMetadata> assignment,
            KafkaStreams.State own,
            Map<TopicPartition, Long> ownFloors,
            Map<HostInfo, Peer> peers) {
        Map<TopicPartition, HostInfo> holders = new HashMap<>();
        for (StreamsMetadata instance : assignment) {
            instance.topicPartitions().forEach(partition -> holders.put(partition, instance.hostInfo()));
        }
        Map<TopicPartition, Route> byPartition = new HashMap<>();
        for (TopicPartition partition : partitions) {
            HostInfo holder = holders.get(partition);
            Optional<Obstacle> obstacle = obstacle(partition, holder, own, peers);
            byPartition.put(
                    partition,
                    holder == null || obstacle.isPresent()
                            ? replica(partition, obstacle.orElseThrow(), ownFloors, peers)
                            : new Route.Active(holder));
        }
        return new Routes(byPartition);
    }

    /** Why the instance that was assigned a partition cannot answer for it; empty if it can. */
    private Optional<Obstacle> obstacle(
            TopicPartition partition, @Nullable HostInfo holder, KafkaStreams.State own, Map<HostInfo, Peer> peers) {
        if (holder == null) {
            return Optional.of(new Obstacle(Reason.REBALANCING, partition + " is not assigned to any aggregator"));
        }
        if (!holder.equals(self)) {
            return peers.getOrDefault(holder, UNKNOWN).obstacle(holder, partition);
        }
        return own == KafkaStreams.State.RUNNING ? Optional.empty() : Optional.of(LocalPartitions.notRunning(own));
    }

    private Route replica(
            TopicPartition partition,
            Obstacle because,
            Map<TopicPartition, Long> ownFloors,
            Map<HostInfo, Peer> peers) {
        HostInfo host = self;
        Long floor = ownFloors.get(partition);
        for (Map.Entry<HostInfo, Peer> peer : peers.entrySet()) {
            Long other = peer.getValue().floor(partition).orElse(null);
            if (other != null && (floor == null || other > floor)) {
                host = peer.getKey();
                floor = other;
            }
        }
        return floor == null ? new Route.None(because) : new Route.Standby(host, floor, because);
    }
}
