package io.steerscope.aggregator;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

import io.steerscope.httpserver.ServerSettings;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * How an aggregator runs.
 *
 * @param clientProperties Kafka client and Kafka Streams properties, {@code bootstrap.servers} among them; they
 *     override the defaults of {@link StreamsProperties}, but neither the application id nor the guarantee
 * @param applicationId name of the application: consumer group, and start of the names of its internal topics
 * @param instanceId name of this instance, the same after a restart, so that it takes its work back at once, or null to
 *     be a new member every time
 * @param stateDirectory folder for local state; it may be deleted at any time
 * @param topics the topics to read and write
 * @param limits the most that a record may hold; one that holds more does not count
 * @param http where to listen, and whom to answer; what instances show each other is what this one shows
 * @param advertisedHost host by which other instances reach this one
 * @param advertisedPort port by which other instances reach this one; 0 for the port it listens on
 * @param kafkaMetrics whether the meters of Kafka's own clients, which are thousands, are among the metrics
 */
public record AggregatorSettings(
        Map<String, Object> clientProperties,
        String applicationId,
        @Nullable String instanceId,
        Path stateDirectory,
        TopicCatalogue topics,
        RecordLimits limits,
        ServerSettings http,
        String advertisedHost,
        int advertisedPort,
        boolean kafkaMetrics) {

    /**
     * Application id unless another is asked for. Its number goes up with the layout of the state: another layout is
     * another application, which builds its state from the beginning of the topics.
     */
    public static final String DEFAULT_APPLICATION_ID = "steerscope-aggregator-5";

    /** @throws IllegalArgumentException if the port is out of range or a name cannot be used */
    public AggregatorSettings {
        clientProperties = Map.copyOf(clientProperties);
        if (!applicationId.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "application id \"" + applicationId + "\" must consist of letters, digits, '.', '_' and '-'");
        }
        requirePort("advertised port", advertisedPort);
        if (advertisedHost.isBlank()) {
            throw new IllegalArgumentException("advertised host must not be blank");
        }
    }

    /** On this machine alone: listening on 127.0.0.1 at a free port, default application id, no instance id. */
    public static AggregatorSettings local(
            Map<String, Object> clientProperties, TopicCatalogue topics, Path stateDirectory) {
        return new AggregatorSettings(
                clientProperties,
                DEFAULT_APPLICATION_ID,
                null,
                stateDirectory,
                topics,
                RecordLimits.DEFAULT,
                ServerSettings.of("127.0.0.1", 0),
                "127.0.0.1",
                0,
                false);
    }

    /** With another application id. */
    public AggregatorSettings withApplicationId(String id) {
        return new AggregatorSettings(
                clientProperties,
                id,
                instanceId,
                stateDirectory,
                topics,
                limits,
                http,
                advertisedHost,
                advertisedPort,
                kafkaMetrics);
    }

    /** With a lasting name of this instance. */
    public AggregatorSettings withInstanceId(String id) {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                id,
                stateDirectory,
                topics,
                limits,
                http,
                advertisedHost,
                advertisedPort,
                kafkaMetrics);
    }

    /** Listening elsewhere. */
    public AggregatorSettings withHttp(String host, int port) {
        return withHttp(http.at(host, port));
    }

    /** Listening elsewhere, or answering others. */
    public AggregatorSettings withHttp(ServerSettings settings) {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                instanceId,
                stateDirectory,
                topics,
                limits,
                settings,
                advertisedHost,
                advertisedPort,
                kafkaMetrics);
    }

    /** Reached by other instances at this host and port; port 0 stands for the one it listens on. */
    public AggregatorSettings withAdvertised(String host, int port) {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                instanceId,
                stateDirectory,
                topics,
                limits,
                http,
                host,
                port,
                kafkaMetrics);
    }

    /** With other limits of records. */
    public AggregatorSettings withLimits(RecordLimits others) {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                instanceId,
                stateDirectory,
                topics,
                others,
                http,
                advertisedHost,
                advertisedPort,
                kafkaMetrics);
    }

    /** With the meters of Kafka's own clients. */
    public AggregatorSettings withKafkaMetrics() {
        return new AggregatorSettings(
                clientProperties,
                applicationId,
                instanceId,
                stateDirectory,
                topics,
                limits,
                http,
                advertisedHost,
                advertisedPort,
                true);
    }

    /** The server of an instance, which goes by the name that it advertises. */
    ServerSettings server() {
        return http.withAllowedHosts(Set.of(advertisedHost));
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
