package io.steerscope.app.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** Options of every command that talks to Kafka. */
final class KafkaOptions {

    private static final int CONNECT_SECONDS = 15;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Kafka brokers, separated by commas.")
    private @Nullable String bootstrapServer;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Kafka client properties (security, timeouts), passed through.")
    private @Nullable Path config;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            defaultValue = TopicCatalogue.DEFAULT_PREFIX,
            description = "Start of every topic name (default: ${DEFAULT-VALUE}).")
    private String topicPrefix;

    /** Whether a cluster is named. */
    boolean isGiven() {
        return bootstrapServer != null || config != null;
    }

    /** Client properties: those of the file, and the brokers of the command line above them. */
    Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>();
        if (config != null) {
            read(config).forEach((name, value) -> properties.put((String) name, value));
        }
        if (bootstrapServer != null) {
            properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
        }
        if (!properties.containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
            throw new ActionableException(
                    "which Kafka? give --bootstrap-server HOST:PORT, or bootstrap.servers in --config FILE");
        }
        return properties;
    }

    String topicPrefix() {
        return topicPrefix;
    }

    /**
     * An administrator of a cluster that has answered.
     *
     * @throws ActionableException if no broker answers within some seconds
     */
    Admin connect() {
        Map<String, Object> properties = clientProperties();
        Admin admin = Admin.create(properties);
        String servers = String.valueOf(properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
        try {
            admin.describeCluster().clusterId().get(CONNECT_SECONDS, TimeUnit.SECONDS);
            return admin;
        } catch (TimeoutException | ExecutionException e) {
            admin.close(Duration.ZERO);
            throw new ActionableException(
                    "no Kafka broker answers at " + servers + ": check that it runs, the address, and --config", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            admin.close(Duration.ZERO);
            throw new ActionableException("interrupted while connecting to " + servers, e);
        }
    }

    /**
     * The topics under the prefix, which must exist, asked for over a connection of its own.
     *
     * @throws ActionableException if no broker answers, or a topic is missing
     */
    TopicCatalogue existingTopics() {
        try (Admin admin = connect()) {
            return existingTopics(admin);
        }
    }

    /**
     * The topics under the prefix, which must exist.
     *
     * @throws ActionableException if one is missing
     */
    TopicCatalogue existingTopics(Admin admin) {
        TopicCatalogue topics = TopicCatalogue.withPrefix(topicPrefix);
        try {
            Set<String> present = admin.listTopics().names().get();
            for (TopicDefinition topic : topics.topics()) {
                if (!present.contains(topic.name())) {
                    throw new ActionableException(
                            "topic " + topic.name()
                                    + " does not exist: create the topics with steerscope topics apply, or check --topic-prefix");
                }
            }
            return topics;
        } catch (ExecutionException e) {
            throw new ActionableException("cannot list topics: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionableException("interrupted while listing topics", e);
        }
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new ActionableException("cannot read " + file + ": " + Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new ActionableException(file + " is not a properties file: " + e.getMessage(), e);
        }
        return properties;
    }
}
