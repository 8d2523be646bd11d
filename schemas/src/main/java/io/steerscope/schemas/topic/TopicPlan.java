package io.steerscope.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.steerscope.schemas.topic.ClusterState.ExistingTopic;

/** The difference between a catalogue and a cluster: a pure function of both. */
final class TopicPlan {

    private static final int MOST_REPLICAS = 3;

    private TopicPlan() {}

    /** What has to change, in the order of the catalogue; at least one change for every topic. */
    static List<TopicChange> between(TopicCatalogue catalogue, ClusterState cluster) {
        List<TopicChange> changes = new ArrayList<>();
        for (TopicDefinition wanted : catalogue.topics()) {
            ExistingTopic existing = cluster.topics().get(wanted.name());
            if (existing == null) {
                changes.add(creation(wanted, cluster.brokers()));
            } else {
                changes.addAll(alterations(wanted, existing));
            }
        }
        return List.copyOf(changes);
    }

    private static TopicChange creation(TopicDefinition wanted, int brokers) {
        if (wanted.replicationFactor() > brokers) {
            return new TopicChange.Conflict(
                    wanted.name(),
                    "replication %d needs as many brokers, the cluster has %d: start more brokers or ask for less"
                            .formatted(wanted.replicationFactor(), brokers));
        }
        boolean automatic = wanted.replicationFactor() == TopicCatalogue.AUTOMATIC_REPLICATION;
        return new TopicChange.Create(
                wanted, automatic ? (short) Math.min(MOST_REPLICAS, brokers) : wanted.replicationFactor());
    }

    private static List<TopicChange> alterations(TopicDefinition wanted, ExistingTopic existing) {
        List<TopicChange> changes = new ArrayList<>();
        partitionChange(wanted, existing).ifPresent(changes::add);
        replicationConflict(wanted, existing).ifPresent(changes::add);
        configChange(wanted, existing).ifPresent(changes::add);
        return changes.isEmpty() ? List.of(new TopicChange.Unchanged(wanted.name())) : changes;
    }

    private static Optional<TopicChange> partitionChange(TopicDefinition wanted, ExistingTopic existing) {
        int now = existing.partitions();
        if (wanted.partitions() == now) {
            return Optional.empty();
        }
        if (wanted.partitions() < now) {
            return Optional.of(new TopicChange.Conflict(
                    wanted.name(),
                    "it has %d partitions, and Kafka cannot go down to %d: ask for %d partitions or use another prefix"
                            .formatted(now, wanted.partitions(), now)));
        }
        if (wanted.isCompacted()) {
            return Optional.of(new TopicChange.Conflict(
                    wanted.name(),
                    "it has %d partitions; with %d its keys would move, so that old and new records of one key"
                                    .formatted(now, wanted.partitions())
                            + " would both be kept: ask for %d partitions or use another prefix".formatted(now)));
        }
        return Optional.of(new TopicChange.IncreasePartitions(wanted.name(), now, wanted.partitions()));
    }

    private static Optional<TopicChange> replicationConflict(TopicDefinition wanted, ExistingTopic existing) {
        if (wanted.replicationFactor() == TopicCatalogue.AUTOMATIC_REPLICATION
                || wanted.replicationFactor() == existing.replicationFactor()) {
            return Optional.empty();
        }
        return Optional.of(new TopicChange.Conflict(
                wanted.name(),
                "its replication is %d, wanted is %d: move it with kafka-reassign-partitions, or leave replication open"
                        .formatted(existing.replicationFactor(), wanted.replicationFactor())));
    }

    private static Optional<TopicChange> configChange(TopicDefinition wanted, ExistingTopic existing) {
        Map<String, String> oldConfigs = new TreeMap<>();
        Map<String, String> newConfigs = new TreeMap<>();
        wanted.configs().forEach((name, value) -> {
            String now = existing.configs().get(name);
            if (!value.equals(now)) {
                newConfigs.put(name, value);
                if (now != null) {
                    oldConfigs.put(name, now);
                }
            }
        });
        return newConfigs.isEmpty()
                ? Optional.empty()
                : Optional.of(new TopicChange.AlterConfig(wanted.name(), oldConfigs, newConfigs));
    }
}
