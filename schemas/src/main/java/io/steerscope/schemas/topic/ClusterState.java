package io.steerscope.schemas.topic;

import java.util.Map;

/**
 * What a cluster has.
 *
 * @param brokers number of live brokers, at least 1
 * @param topics the catalogue's topics that exist, by name
 */
record ClusterState(int brokers, Map<String, ExistingTopic> topics) {

    /**
     * One topic as it is.
     *
     * @param partitions number of partitions
     * @param replicationFactor copies of the partition that has the fewest
     * @param configs effective settings, defaults of the broker included
     * @param empty whether it is known to hold no record
     */
    record ExistingTopic(int partitions, int replicationFactor, Map<String, String> configs, boolean empty) {

        /** A topic that may hold records. */
        ExistingTopic(int partitions, int replicationFactor, Map<String, String> configs) {
            this(partitions, replicationFactor, configs, false);
        }
    }
}
