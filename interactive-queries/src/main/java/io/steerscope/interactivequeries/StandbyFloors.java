package io.steerscope.interactivequeries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the standby replicas of this instance are, in offsets of the topics that their stores are made from.
 *
 * <p>A replica follows the changelogs of its stores, which say nothing of source offsets. So with every position of the
 * group the ends of the changelogs are noted, after it: the writes of every record before a committed offset lie before
 * those ends. Once the replica has passed them in every store of the partition, that committed offset is a floor: every
 * record before it is in the replica.
 *
 * <p>A replica's offset is one behind its last record, while a changelog at rest ends with the marker of a transaction.
 * Where the last stable offset, asked for before the end, is that end, its last entry is a marker and is not waited
 * for.
 *
 * <p>Floors hold for one assignment: a replica may have been closed and started again in another.
 */
final class StandbyFloors {

    private static final Logger LOG = LoggerFactory.getLogger(StandbyFloors.class);

    /** A changelog of a store of the partition, with the end of it that has to be reached. */
    private record Goal(long consumed, Map<TopicPartition, Long> ends) {}

    private record Known(long assignment, Map<TopicPartition, Long> floors) {}

    private final StreamsView streams;
    private final Assignment assignment;
    private final HostInfo self;
    private final PartitionedStores stores;
    private final String applicationId;
    private final Function<Set<TopicPartition>, Map<TopicPartition, Long>> stableEnds;
    private final Map<TopicPartition, Goal> goals = new HashMap<>();
    private volatile Known known = new Known(-1, Map.of());

    /** @param stableEnds last stable offsets of some partitions */
    StandbyFloors(
            StreamsView streams,
            Assignment assignment,
            HostInfo self,
            PartitionedStores stores,
            String applicationId,
            Function<Set<TopicPartition>, Map<TopicPartition, Long>> stableEnds) {
        this.streams = streams;
        this.assignment = assignment;
        this.self = self;
        this.stores = stores;
        this.applicationId = applicationId;
        this.stableEnds = stableEnds;
    }

    /** Floors of the replicas under an assignment, by partition of the source topic. */
    Map<TopicPartition, Long> at(long assignmentNumber) {
        Known present = known;
        return present.assignment() == assignmentNumber ? present.floors() : Map.of();
    }

    /**
     * Looks at the replicas; {@code measured} was measured just before. Changes nothing where they cannot be seen now.
     */
    synchronized void observe(InputPosition measured) {
        try {
            look(measured);
        } catch (StateUnavailableException | KafkaException | IllegalStateException e) {
            LOG.atDebug().addKeyValue("reason", e.getMessage()).log("replicas cannot be seen");
        }
    }

    private void look(InputPosition measured) {
        long number = assignment.number();
        Set<TopicPartition> replicas = replicas();
        if (known.assignment() != number) {
            goals.clear();
        }
        Map<TopicPartition, Long> floors = new HashMap<>(at(number));
        if (!replicas.isEmpty()) {
            Map<TopicPartition, Long> stable = stableEnds.apply(changelogs(replicas));
            Map<String, Map<Integer, StreamsView.Followed>> followed = streams.followed();
            for (TopicPartition replica : replicas) {
                observe(replica, measured, stable, followed, floors);
            }
        }
        known = new Known(number, Map.copyOf(floors));
    }

    /** Last stable offsets as an administrator tells them. */
    static Function<Set<TopicPartition>, Map<TopicPartition, Long>> stableEnds(Admin admin) {
        return partitions -> {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            try {
                admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all()
                        .get()
                        .forEach((partition, end) -> ends.put(partition, end.offset()));
            } catch (ExecutionException e) {
                LOG.atDebug()
                        .addKeyValue(
                                "reason",
                                Objects.requireNonNullElse(e.getCause(), e).getMessage())
                        .log("ends of changelogs cannot be measured");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ends;
        };
    }

    private void observe(
            TopicPartition replica,
            InputPosition measured,
            Map<TopicPartition, Long> stable,
            Map<String, Map<Integer, StreamsView.Followed>> followed,
            Map<TopicPartition, Long> floors) {
        Map<TopicPartition, Long> reached = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (KeyedStore<?> store : storesOf(replica.topic())) {
            StreamsView.Followed one =
                    followed.getOrDefault(store.name(), Map.of()).get(replica.partition());
            if (one == null) {
                return;
            }
            TopicPartition changelog = changelog(store, replica.partition());
            long end = one.end();
            boolean endsWithMarker = end > 0 && Long.valueOf(end).equals(stable.get(changelog));
            reached.put(changelog, one.reached());
            ends.put(changelog, endsWithMarker ? end - 1 : end);
        }
        Goal next = new Goal(measured.consumed(replica), ends);
        for (Goal goal : new Goal[] {goals.getOrDefault(replica, next), next}) {
            if (goal.ends().entrySet().stream()
                    .allMatch(end -> reached.getOrDefault(end.getKey(), -1L) >= end.getValue())) {
                floors.merge(replica, goal.consumed(), Math::max);
                goals.put(replica, next);
            }
        }
        goals.putIfAbsent(replica, next);
    }

    private Set<TopicPartition> replicas() {
        Set<TopicPartition> replicas = new HashSet<>();
        for (StreamsMetadata instance : assignment.instances()) {
            if (instance.hostInfo().equals(self)) {
                replicas.addAll(instance.standbyTopicPartitions());
            }
        }
        replicas.removeIf(partition -> !stores.topics().contains(partition.topic()));
        return replicas;
    }

    private Set<TopicPartition> changelogs(Set<TopicPartition> replicas) {
        Set<TopicPartition> changelogs = new HashSet<>();
        for (TopicPartition replica : replicas) {
            for (KeyedStore<?> store : storesOf(replica.topic())) {
                changelogs.add(changelog(store, replica.partition()));
            }
        }
        return changelogs;
    }

    private Iterable<KeyedStore<?>> storesOf(String topic) {
        return stores.all().stream().filter(store -> store.topic().equals(topic))::iterator;
    }

    private TopicPartition changelog(KeyedStore<?> store, int partition) {
        return new TopicPartition(applicationId + "-" + store.name() + "-changelog", partition);
    }
}
