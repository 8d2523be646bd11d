package io.steerscope.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** More copies of partitions: each stays where it is, and gets further ones on the brokers that hold the fewest. */
final class ReplicaGrowth {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;

    ReplicaGrowth(Admin admin) {
        this.admin = admin;
    }

    /**
     * Has the copies made, and returns when they are there.
     *
     * @throws TimeoutException if that takes longer than ten minutes; the cluster goes on with it
     */
    void apply(List<TopicChange.IncreaseReplication> growths) {
        if (growths.isEmpty()) {
            return;
        }
        Map<Integer, Integer> load = new TreeMap<>();
        for (Node broker : TopicAdministrator.await(admin.describeCluster().nodes())) {
            load.put(broker.id(), 0);
        }
        Map<String, TopicDescription> topics = TopicAdministrator.await(
                admin.describeTopics(growths.stream().map(TopicChange::topic).toList())
                        .allTopicNames());
        topics.values().forEach(topic -> topic.partitions()
                .forEach(partition ->
                        partition.replicas().forEach(replica -> load.merge(replica.id(), 1, Integer::sum))));
        Map<TopicPartition, Optional<NewPartitionReassignment>> reassignments = new HashMap<>();
        for (TopicChange.IncreaseReplication growth : growths) {
            for (TopicPartitionInfo partition :
                    Objects.requireNonNull(topics.get(growth.topic())).partitions()) {
                if (partition.replicas().size() < growth.newReplication()) {
                    List<Integer> replicas = new ArrayList<>(
                            partition.replicas().stream().map(Node::id).toList());
                    grow(replicas, growth.newReplication(), load);
                    reassignments.put(
                            new TopicPartition(growth.topic(), partition.partition()),
                            Optional.of(new NewPartitionReassignment(replicas)));
                }
            }
        }
        TopicAdministrator.await(
                admin.alterPartitionReassignments(reassignments).all());
        awaitEnd(reassignments);
    }

    /** Adds brokers to the replicas of a partition, those with the fewest first. */
    static void grow(List<Integer> replicas, int wanted, Map<Integer, Integer> load) {
        load.entrySet().stream()
                .filter(broker -> !replicas.contains(broker.getKey()))
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(wanted - (long) replicas.size())
                .toList()
                .forEach(broker -> {
                    replicas.add(broker);
                    load.merge(broker, 1, Integer::sum);
                });
    }

    private void awaitEnd(Map<TopicPartition, Optional<NewPartitionReassignment>> reassignments) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!TopicAdministrator.await(
                        admin.listPartitionReassignments(reassignments.keySet()).reassignments())
                .isEmpty()) {
            if (System.nanoTime() > deadline) {
                String first = reassignments.keySet().stream()
                        .map(TopicPartition::topic)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                throw new TimeoutException("the copies of " + first
                        + " and others are still being made; run the same command again when they are there");
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }
}
