package io.steerscope.schemas.topic;

import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What one topic should be.
 *
 * @param name full name, prefix included
 * @param key what the record key is, for people
 * @param partitions number of partitions, at least 1
 * @param replicationFactor copies of each partition, or {@link TopicCatalogue#AUTOMATIC_REPLICATION}
 * @param configs topic settings by their Kafka name; others keep the broker's default
 * @param valueType class of the record values
 * @param doc what the topic is for, one sentence
 */
public record TopicDefinition(
        String name,
        String key,
        int partitions,
        short replicationFactor,
        Map<String, String> configs,
        Class<? extends SpecificRecord> valueType,
        String doc) {

    /** @throws IllegalArgumentException if a number is out of range */
    public TopicDefinition {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + ": partitions must be at least 1, is " + partitions);
        }
        if (replicationFactor < 0) {
            throw new IllegalArgumentException(
                    "topic " + name + ": replication factor must be at least 1, is " + replicationFactor);
        }
        configs = Map.copyOf(configs);
    }

    /** Whether the topic keeps the last record of every key, so that a key may not move to another partition. */
    public boolean isCompacted() {
        return TopicConfig.CLEANUP_POLICY_COMPACT.equals(configs.get(TopicConfig.CLEANUP_POLICY_CONFIG));
    }
}
