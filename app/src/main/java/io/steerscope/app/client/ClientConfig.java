package io.steerscope.app.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;

/** Kafka client properties that were checked. */
public final class ClientConfig {

    private final Map<String, Object> properties;
    private final BootstrapServers servers;
    private final List<String> warnings;

    private ClientConfig(Map<String, Object> properties, BootstrapServers servers, List<String> warnings) {
        this.properties = Map.copyOf(properties);
        this.servers = servers;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * The properties of a file, and the brokers of the command line above them.
     *
     * @throws ActionableException if they cannot be used
     */
    public static ClientConfig of(@Nullable Path file, @Nullable String bootstrapServers) {
        Map<String, String> given = file == null ? Map.of() : PropertyFile.read(file);
        List<String> warnings = file == null ? List.of() : new PropertyCheck(file.toString(), given).check();
        String list =
                bootstrapServers == null ? given.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) : bootstrapServers;
        if (list == null) {
            throw new ActionableException(
                    "which Kafka? give --bootstrap-server HOST:PORT, or bootstrap.servers in --config FILE");
        }
        String source = bootstrapServers == null
                ? file + ": " + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG
                : "--bootstrap-server";
        BootstrapServers servers = BootstrapServers.of(list, source);
        Map<String, Object> properties = new HashMap<>(given);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.text());
        return new ClientConfig(properties, servers, warnings);
    }

    /** For any client, {@code bootstrap.servers} among them. */
    public Map<String, Object> properties() {
        return properties;
    }

    /** What a person should know of them, each one line. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * An administrator of a cluster that has answered.
     *
     * @throws ActionableException if no broker answers within some seconds
     */
    public Admin connect() {
        return connect(Duration.ZERO);
    }

    /**
     * As {@link #connect()}, and again and again while nobody listens there.
     *
     * @param patience how long at the most to wait for somebody who listens
     */
    public Admin connect(Duration patience) {
        return new ClusterConnection(properties, servers).open(patience);
    }
}
