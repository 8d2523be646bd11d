package io.steerscope.aggregator;

import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.streams.state.HostInfo;
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
 * @param advertisedHost host by which other instances reach this one
 * @param advertisedPort port by which other instances reach this one; 0 for the port it listens on
 */
public record AggregatorSettings(
        Map<String, Object> clientProperties,
        String applicationId,
        @Nullable String instanceId,
        Path stateDirectory,
        TopicCatalogue topics,
        String httpHost,
        int httpPort,
        String advertisedHost,
        int advertisedPort) {

    /**
     * Application id unless another is asked for. Its number goes up with the layout of the state: another layout is another
     * application, which builds its state from the beginning of the topics.
     */
    public static final String DEFAULT_APPLICATION_ID = "steerscope-aggregator-2";

    /** @throws IllegalArgumentException if the port is out of range or a name cannot be used */
    public AggregatorSettings {
        clientProperties = Map.copyOf(clientProperties);
        if (!applicationId.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "application id \"" + applicationId + "\" must consist of letters, digits, '.', '_' and '-'");
        }
        requirePort("HTTP port", httpPort);
        requirePort("advertised port", advertisedPort);
        if (advertisedHost.isBlank()) {
            throw new IllegalArgumentException("advertised host must not be blank");
        }
    }

    /** On this machine alone: listening on 127.0.0.1 at a free port, default application id, no instance id. */
    public static AggregatorSettings local(
            Map<String, Object> clientProperties, TopicCatalogue topics, Path stateDirectory) {
        return new AggregatorSettings(
                clientProperties, DEFAULT_APPLICATION_ID, null, stateDirectory, topics, "127.0.0.1", 0, "127.0.0.1", 0);
    }

    /** With another application id. */
    public AggregatorSettings withApplicationId(String id) {
        return new AggregatorSettings(
                clientProperties,
                id,
                instanceId,
                stateDirectory,
                topics,
                httpHost,
                httpPort,
                advertisedHost,
                advertisedPort);
    }

    /** With a lasting name of this instance. */
    public AggregatorSettings withInstanceId(String id) {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                id,
                stateDirectory,
                topics,
                httpHost,
                httpPort,
                advertisedHost,
                advertisedPort);
    }

    /** Listening elsewhere. */
    public AggregatorSettings withHttp(String host, int port) {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                instanceId,
                stateDirectory,
                topics,
                host,
                port,
                advertisedHost,
                advertisedPort);
    }

    /** Reached by other instances at this host and port; port 0 stands for the one it listens on. */
    public AggregatorSettings withAdvertised(String host, int port) {
        return new AggregatorSettings(
                clientProperties, applicationId, instanceId, stateDirectory, topics, httpHost, httpPort, host, port);
    }

    /** The address that an instance advertises that listens on {@code port}. */
    HostInfo advertised(int port) {
        return new HostInfo(advertisedHost, advertisedPort == 0 ? port : advertisedPort);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " must be between 0 and 65535, is " + port);
        }
    }
}
