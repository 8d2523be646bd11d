package io.steerscope.generatorworker.skip;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.worker.client.ClientConfiguration;

/** Configuration of a consumer that reads a topic beside the worker's own, in no group. */
final class FollowerConfiguration {

    private static final int RECORDS_PER_POLL = 500;

    private FollowerConfiguration() {}

    static Map<String, Object> consumer(Map<String, Object> user) {
        Map<String, Object> configuration =
                ClientProperties.withoutGroup(ClientConfiguration.consumer(user, "none", RECORDS_PER_POLL));
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.computeIfPresent(ConsumerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-cancellations");
        return configuration;
    }
}
