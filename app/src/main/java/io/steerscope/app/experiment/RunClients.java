package io.steerscope.app.experiment;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Kafka client properties inside a run. Members of groups have lasting names: after {@code kill -9} they take their
 * partitions back at once, with no wait until their earlier selves have timed out.
 */
final class RunClients {

    private static final String SESSION_MILLIS = "10000";
    private static final String HEARTBEAT_MILLIS = "2000";

    private final String bootstrapServers;

    RunClients(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Properties of any client. */
    Map<String, Object> plain() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    /** Properties of a worker. */
    Map<String, Object> worker(String instanceId) {
        Map<String, Object> properties = new HashMap<>(plain());
        properties.put("consumer.group.instance.id", instanceId);
        properties.put("consumer.session.timeout.ms", SESSION_MILLIS);
        properties.put("consumer.heartbeat.interval.ms", HEARTBEAT_MILLIS);
        return properties;
    }
}
