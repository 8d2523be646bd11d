package io.steerscope.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.topic.ClusterState.ExistingTopic;

/** The difference between a catalogue and a cluster: a pure function of both. */
final class TopicPlan {

    private static final int MOST_REPLICAS = 3;

    /** {@code retention.ms} of a topic that is kept for good. */
    private static final long FOREVER = -1;

    private final TopicCatalogue catalogue;
    private final int brokers;

    private TopicPlan(TopicCatalogue catalogue, int brokers) {
        this.catalogue = catalogue;
        this.brokers = brokers;
    }

    /** What has to change, in the order of the catalogue; at least one change for every topic. */
    static List<TopicChange> between(TopicCatalogue catalogue, ClusterState cluster) {
        TopicPlan plan = new TopicPlan(catalogue, cluster.brokers());
        List<TopicChange> changes = new ArrayList<>();
        for (TopicDefinition wanted : catalogue.topics()) {
            ExistingTopic existing = cluster.topics().get(wanted.name());
            if (existing == null) {
                changes.add(plan.creation(wanted));
            } else {
                changes.addAll(plan.alterations(wanted, existing));
            }
        }
        return List.copyOf(changes);
    }

    private TopicChange creation(TopicDefinition wanted) {
        if (wanted.replicationFactor() > brokers) {
            return tooFewBrokers(wanted);
        }
        int replication = isAutomatic(wanted) ? Math.min(MOST_REPLICAS, brokers) : wanted.replicationFactor();
        return inSyncConflict(wanted, replication)
                .orElseGet(() -> new TopicChange.Create(wanted, (short) replication, inSync(replication)));
    }

    private List<TopicChange> alterations(TopicDefinition wanted, ExistingTopic existing) {
        List<TopicChange> changes = new ArrayList<>();
        partitionChange(wanted, existing).ifPresent(changes::add);
        replicationChange(wanted, existing).ifPresent(changes::add);
        int replication = isAutomatic(wanted) ? existing.replicationFactor() : wanted.replicationFactor();
        inSyncConflict(wanted, replication).ifPresent(changes::add);
        cleanupConflict(wanted, existing).ifPresent(changes::add);
        configChange(wanted, existing, replication).ifPresent(changes::add);
        return changes.isEmpty() ? List.of(new TopicChange.Unchanged(wanted.name())) : changes;
    }

    private static boolean isAutomatic(TopicDefinition wanted) {
        return wanted.replicationFactor() == TopicCatalogue.AUTOMATIC_REPLICATION;
    }

    /** {@code min.insync.replicas} of a topic with so many copies. */
    private int inSync(int replication) {
        if (catalogue.minInSyncReplicas() != TopicCatalogue.AUTOMATIC_IN_SYNC) {
            return catalogue.minInSyncReplicas();
        }
        return replication < MOST_REPLICAS ? 1 : 2;
    }

    private Optional<TopicChange> inSyncConflict(TopicDefinition wanted, int replication) {
        return inSync(replication) <= replication
                ? Optional.empty()
                : Optional.of(new TopicChange.Conflict(
                        wanted.name(),
                        "min.insync.replicas %d needs as many replicas, it has %d: nothing could be written to it"
                                .formatted(inSync(replication), replication)));
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
        if (wanted.isCompacted() && !existing.empty()) {
            return Optional.of(new TopicChange.Conflict(
                    wanted.name(),
                    "it has %d partitions; with %d its keys would move, so that old and new records of one key"
                                    .formatted(now, wanted.partitions())
                            + " would both be kept: ask for %d partitions or use another prefix".formatted(now)));
        }
        return Optional.of(new TopicChange.IncreasePartitions(wanted.name(), now, wanted.partitions()));
    }

    private Optional<TopicChange> replicationChange(TopicDefinition wanted, ExistingTopic existing) {
        if (isAutomatic(wanted) || wanted.replicationFactor() == existing.replicationFactor()) {
            return Optional.empty();
        }
        if (wanted.replicationFactor() > brokers) {
            return Optional.of(tooFewBrokers(wanted));
        }
        return Optional.of(
                wanted.replicationFactor() > existing.replicationFactor()
                        ? new TopicChange.IncreaseReplication(
                                wanted.name(), existing.replicationFactor(), wanted.replicationFactor())
                        : new TopicChange.Conflict(
                                wanted.name(),
                                ("its replication is %d, wanted is %d: take copies away with"
                                                + " kafka-reassign-partitions.sh, or ask for --replication %d")
                                        .formatted(
                                                existing.replicationFactor(),
                                                wanted.replicationFactor(),
                                                existing.replicationFactor())));
    }

    private TopicChange.Conflict tooFewBrokers(TopicDefinition wanted) {
        return new TopicChange.Conflict(
                wanted.name(),
                "replication %d needs as many brokers, the cluster has %d: start more brokers or ask for less"
                        .formatted(wanted.replicationFactor(), brokers));
    }

    /** A compacted topic that is to delete by time instead would at once lose what is older. */
    private Optional<TopicChange> cleanupConflict(TopicDefinition wanted, ExistingTopic existing) {
        String now = existing.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG);
        if (wanted.isCompacted()
                || existing.empty()
                || catalogue.retention() != null
                || !TopicConfig.CLEANUP_POLICY_COMPACT.equals(now)) {
            return Optional.empty();
        }
        return Optional.of(new TopicChange.Conflict(
                wanted.name(),
                "its cleanup.policy is compact; with delete it would lose what is older than its retention:"
                        + " say how old by --retention, or use another prefix"));
    }

    private Optional<TopicChange> configChange(TopicDefinition wanted, ExistingTopic existing, int replication) {
        Map<String, String> oldConfigs = new TreeMap<>();
        Map<String, String> newConfigs = new TreeMap<>();
        Map<String, String> configs = new TreeMap<>(wanted.configs());
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(inSync(replication)));
        configs.forEach((name, value) -> {
            String now = existing.configs().get(name);
            if (!value.equals(now) && !isAsGood(name, now, value)) {
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

    /** Whether a setting that differs may stay: a longer retention than the default, or the default of Kafka. */
    private boolean isAsGood(String name, @Nullable String now, String value) {
        return switch (name) {
            case TopicConfig.RETENTION_MS_CONFIG ->
                catalogue.retention() == null && now != null && isLonger(now, value);
            case TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG -> now == null && value.equals("1");
            default -> false;
        };
    }

    private static boolean isLonger(String now, String than) {
        long millis = Long.parseLong(now);
        return millis == FOREVER || millis > Long.parseLong(than);
    }
}
