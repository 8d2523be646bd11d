package io.steerscope.generatorworker.skip;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import io.steerscope.worker.client.ClientConfiguration;

/** Configuration of a consumer that reads a topic beside the worker's own, in no group. */
final class FollowerConfiguration {

    private static final int RECORDS_PER_POLL = 500;

    private FollowerConfiguration() {}

    static Map<String, Object> consumer(Map<String, Object> user) {
        Map<String, Object> configuration = new HashMap<>(ClientConfiguration.consumer(user, "none", RECORDS_PER_POLL));
        configuration.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configuration.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        configuration.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        configuration.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
        configuration.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.computeIfPresent(ConsumerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-cancellations");
        return configuration;
    }
}
