package io.steerscope.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.client.ClientConfig;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** Options of every command that talks to Kafka. */
final class KafkaOptions {

    private static final int ANSWER_SECONDS = 30;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

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

    private @Nullable ClientConfig checked;

    /** Whether a cluster is named. */
    boolean isGiven() {
        return bootstrapServer != null || config != null;
    }

    /**
     * Client properties: those of the file, and the brokers of the command line above them. What a person should know
     * of them is printed the first time.
     *
     * @throws ActionableException if they cannot be used
     */
    Map<String, Object> clientProperties() {
        return client().properties();
    }

    private ClientConfig client() {
        if (checked == null) {
            checked = ClientConfig.of(config, bootstrapServer);
            PrintWriter err = spec.root().commandLine().getErr();
            String name = spec.root().commandLine().getCommandName();
            checked.warnings().forEach(warning -> err.println(name + ": warning: " + warning));
            err.flush();
        }
        return checked;
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
        return client().connect();
    }

    /** As {@link #connect()}, and waits for somebody who listens there at the most so long. */
    Admin connect(Duration patience) {
        return client().connect(patience);
    }

    /**
     * The topics under the prefix, of which those that a command uses must exist, asked for over a connection of its
     * own.
     *
     * @throws ActionableException if no broker answers, or a topic is missing or may not be seen
     */
    TopicCatalogue existingTopics(TopicUse use) {
        return existingTopics(use::of);
    }

    /** As {@link #existingTopics(TopicUse)}, of these topics. */
    TopicCatalogue existingTopics(Function<TopicCatalogue, List<TopicDefinition>> used) {
        try (Admin admin = connect()) {
            return existingTopics(admin, used);
        }
    }

    /**
     * The topics under the prefix, of which those that a command uses must exist.
     *
     * @throws ActionableException if one is missing or may not be seen
     */
    TopicCatalogue existingTopics(Admin admin, TopicUse use) {
        return existingTopics(admin, use::of);
    }

    private TopicCatalogue existingTopics(Admin admin, Function<TopicCatalogue, List<TopicDefinition>> used) {
        TopicCatalogue topics = TopicCatalogue.withPrefix(topicPrefix);
        List<String> names =
                used.apply(topics).stream().map(TopicDefinition::name).toList();
        Map<String, KafkaFuture<TopicDescription>> found =
                admin.describeTopics(names).topicNameValues();
        for (String name : names) {
            require(name, Objects.requireNonNull(found.get(name)));
        }
        return topics;
    }

    private static void require(String topic, KafkaFuture<TopicDescription> description) {
        try {
            description.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = FailureLine.cause(e);
            if (cause instanceof UnknownTopicOrPartitionException) {
                throw new ActionableException(
                        "topic " + topic
                                + " does not exist: create the topics with steerscope topics apply, or check --topic-prefix",
                        e);
            }
            if (cause instanceof TopicAuthorizationException) {
                throw new ActionableException(
                        "the right to see topic " + topic
                                + " is missing: grant Describe on it; docs/guarantees.md lists the rights of each role",
                        e);
            }
            throw new ActionableException("cannot look at topic " + topic + ": " + FailureLine.of(cause), e);
        } catch (TimeoutException e) {
            throw new ActionableException(
                    "cannot look at topic " + topic + ": no answer within " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionableException("interrupted while looking at topic " + topic, e);
        }
    }
}
