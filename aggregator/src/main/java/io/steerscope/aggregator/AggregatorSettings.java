package io.steerscope.aggregator;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * How an aggregator runs.
 *
 * @param clientProperties Kafka client and Kafka Streams properties, {@code bootstrap.servers} among them; they override
 *     the defaults of {@link StreamsProperties}, but neither the application id nor the guarantee
 * @param applicationId name of the application: consumer group, and start of the names of its internal topics
 * @param instanceId name of this instance, the same after a restart, so that it takes its work back at once, or null to
 *     be a new member every time
 * @param stateDirectory folder for local state; it may be deleted at any time
 * @param topics the topics to read and write
 * @param httpHost address to listen on, such as {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param httpPort port to listen on; 0 takes a free one
 * @param advertisedHost host by which others reach this instance
 */
public record AggregatorSettings(
        Map<String, Object> clientProperties,
        String applicationId,
        @Nullable String instanceId,
        Path stateDirectory,
        TopicCatalogue topics,
        String httpHost,
        int httpPort,
        String advertisedHost) {

    /** Application id unless another is asked for. */
    public static final String DEFAULT_APPLICATION_ID = "steerscope-aggregator";

    /** @throws IllegalArgumentException if the port is out of range or a name cannot be used */
    public AggregatorSettings {
        clientProperties = Map.copyOf(clientProperties);
        if (!applicationId.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "application id \"" + applicationId + "\" must consist of letters, digits, '.', '_' and '-'");
        }
        if (httpPort < 0 || httpPort > 65_535) {
            throw new IllegalArgumentException("HTTP port must be between 0 and 65535, is " + httpPort);
        }
    }

    /** On this machine alone: listening on 127.0.0.1 at a free port, default application id, no instance id. */
    public static AggregatorSettings local(
            Map<String, Object> clientProperties, TopicCatalogue topics, Path stateDirectory) {
        return new AggregatorSettings(
                clientProperties, DEFAULT_APPLICATION_ID, null, stateDirectory, topics, "127.0.0.1", 0, "127.0.0.1");
    }

    /** With another application id. */
    public AggregatorSettings withApplicationId(String id) {
        return new AggregatorSettings(
                clientProperties, id, instanceId, stateDirectory, topics, httpHost, httpPort, advertisedHost);
    }

    /** With a lasting name of this instance. */
    public AggregatorSettings withInstanceId(String id) {
        return new AggregatorSettings(
                clientProperties, applicationId, id, stateDirectory, topics, httpHost, httpPort, advertisedHost);
    }

    /** Listening elsewhere. */
    public AggregatorSettings withHttp(String host, int port, String advertised) {
        return new AggregatorSettings(
                clientProperties, applicationId, instanceId, stateDirectory, topics, host, port, advertised);
    }
}
