package io.steerscope.app.experiment;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.RangeAssignor;

/**
 * Kafka client properties inside a run. Members of groups have lasting names: after {@code kill -9} they take their
 * partitions back at once, with no wait until their earlier selves have timed out.
 *
 * <p>Heartbeats are frequent, as a member learns of others that join by the answers: the first worker of a group is
 * alone in it until then, and what it works on is given up.
 *
 * <p>Partitions are assigned eagerly. A cooperative assignment takes two rounds, and a broker gives returning members
 * of lasting names the assignment of the last round without another one: a run killed between the two rounds would
 * leave the partitions on their way to nobody for good.
 */
final class RunClients {

    private static final String SESSION_MILLIS = "10000";
    private static final String HEARTBEAT_MILLIS = "250";

    private final String bootstrapServers;

    RunClients(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Address of the broker. */
    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Properties of any client. */
    Map<String, Object> plain() {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    /** Properties of a worker. */
    Map<String, Object> worker(String instanceId) {
        Map<String, Object> properties = new HashMap<>(plain());
        properties.put("consumer.group.instance.id", instanceId);
        properties.put("consumer.partition.assignment.strategy", RangeAssignor.class.getName());
        properties.put("consumer.session.timeout.ms", SESSION_MILLIS);
        properties.put("consumer.heartbeat.interval.ms", HEARTBEAT_MILLIS);
        return properties;
    }
}
