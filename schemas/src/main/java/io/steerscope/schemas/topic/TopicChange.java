package io.steerscope.schemas.topic;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.common.config.TopicConfig;

/** What has to be done to one topic. {@link #line()} says it to people. */
public sealed interface TopicChange {

    /** Name of the topic. */
    String topic();

    /** The change as one line of text. */
    String line();

    /**
     * The topic does not exist.
     *
     * @param definition what it should be
     * @param replicationFactor copies of each partition, at least 1
     * @param minInSyncReplicas on how many brokers an acknowledged record is at least
     */
    record Create(TopicDefinition definition, short replicationFactor, int minInSyncReplicas) implements TopicChange {

        /** Settings of the topic by their Kafka name. */
        public Map<String, String> configs() {
            Map<String, String> configs = new TreeMap<>(definition.configs());
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(minInSyncReplicas));
            return configs;
        }

        @Override
        public String topic() {
            return definition.name();
        }

        @Override
        public String line() {
            String settings = configs().entrySet().stream()
                    .map(config -> config.getKey() + "=" + config.getValue())
                    .collect(Collectors.joining(", "));
            return "create %s: %d partitions, replication %d, %s"
                    .formatted(topic(), definition.partitions(), replicationFactor, settings);
        }
    }

    /**
     * Settings of the topic differ.
     *
     * @param topic its name
     * @param oldConfigs the settings that differ, as they are; a setting that is unset is absent
     * @param newConfigs the same settings as they should be
     */
    record AlterConfig(String topic, Map<String, String> oldConfigs, Map<String, String> newConfigs)
            implements TopicChange {

        public AlterConfig {
            oldConfigs = Map.copyOf(oldConfigs);
            newConfigs = Map.copyOf(newConfigs);
        }

        @Override
        public String line() {
            return new TreeMap<>(newConfigs)
                    .entrySet().stream()
                            .map(config -> "%s %s -> %s"
                                    .formatted(
                                            config.getKey(),
                                            oldConfigs.getOrDefault(config.getKey(), "(unset)"),
                                            config.getValue()))
                            .collect(Collectors.joining(", ", "alter %s: ".formatted(topic), ""));
        }
    }

    /**
     * The topic has too few partitions.
     *
     * @param topic its name
     * @param oldPartitions partitions now
     * @param newPartitions partitions wanted, more than now
     */
    record IncreasePartitions(String topic, int oldPartitions, int newPartitions) implements TopicChange {

        @Override
        public String line() {
            return "increase %s: partitions %d -> %d".formatted(topic, oldPartitions, newPartitions);
        }
    }

    /**
     * Partitions of the topic have too few copies.
     *
     * @param topic its name
     * @param oldReplication the fewest copies of a partition now
     * @param newReplication copies wanted, more than now
     */
    record IncreaseReplication(String topic, int oldReplication, int newReplication) implements TopicChange {

        @Override
        public String line() {
            return "copy %s: replication %d -> %d".formatted(topic, oldReplication, newReplication);
        }
    }

    /**
     * The topic is as it should be.
     *
     * @param topic its name
     */
    record Unchanged(String topic) implements TopicChange {

        @Override
        public String line() {
            return "keep " + topic;
        }
    }

    /**
     * The topic cannot be made what it should be without losing records or their order.
     *
     * @param topic its name
     * @param reason what is in the way and what to do, one line
     */
    record Conflict(String topic, String reason) implements TopicChange {

        @Override
        public String line() {
            return "conflict %s: %s".formatted(topic, reason);
        }
    }
}
