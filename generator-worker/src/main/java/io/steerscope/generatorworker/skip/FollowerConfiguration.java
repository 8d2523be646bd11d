package io.steerscope.generatorworker.skip;

import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.worker.client.ClientConfiguration;

/** Configuration of a consumer that reads a topic beside the worker's own, in no group. */
final class FollowerConfiguration {

    private static final int RECORDS_PER_POLL = 500;

    private FollowerConfiguration() {}

    /** @param what what the topic holds, in a word for the client's id */
    static Map<String, Object> consumer(Map<String, Object> user, String what) {
        Map<String, Object> configuration =
                ClientProperties.withoutGroup(ClientConfiguration.consumer(user, "none", RECORDS_PER_POLL));
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.computeIfPresent(ConsumerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-" + what);
        return configuration;
    }
}
