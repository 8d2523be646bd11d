package io.steerscope.interactivequeries;

import java.util.Map;
import java.util.Set;

import org.apache.kafka.common.TopicPartition;

/**
 * What an instance can answer from, by partitions of source topics.
 *
 * @param applicationId the application that it belongs to
 * @param state state of its streams in lower case
 * @param active partitions that it processes and whose stores can be read
 * @param standby partitions of which it has a replica, with a floor: every record before this offset is in the replica
 */
public record Holdings(
        String applicationId, String state, Set<TopicPartition> active, Map<TopicPartition, Long> standby) {

    /** Copies the collections. */
    public Holdings {
        active = Set.copyOf(active);
        standby = Map.copyOf(standby);
    }
}
