package io.steerscope.worker.loop;

import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.text.VisibleText;

/**
 * What a cluster does not allow, as one line that names the resource and the right that is missing.
 *
 * <p>Kafka's clients wrap such a failure: after a send has been refused, every method of the producer throws "Cannot
 * execute transactional method because we are in an error state", with the refusal among its causes.
 */
enum Refusal {
    SEEING("see", "Describe, Read or Write"),
    READING("read", "Read"),
    WRITING("write", "Write");

    private final String verb;
    private final String topicRight;

    Refusal(String verb, String topicRight) {
        this.verb = verb;
        this.topicRight = topicRight;
    }

    /** The line, or null if {@code failure} is no refusal, so that trying again may help. */
    @Nullable
    String line(Throwable failure) {
        TopicAuthorizationException topic = FailureLine.find(failure, TopicAuthorizationException.class);
        if (topic != null && !topic.unauthorizedTopics().isEmpty()) {
            String names = names(topic.unauthorizedTopics());
            return "no right to %s topic %s: give this worker's user %s on it".formatted(verb, names, topicRight);
        }
        GroupAuthorizationException group = FailureLine.find(failure, GroupAuthorizationException.class);
        if (group != null && group.groupId() != null) {
            return "no right to use group %s: give this worker's user Read on it".formatted(group.groupId());
        }
        if (FailureLine.find(failure, TransactionalIdAuthorizationException.class) != null) {
            return "no right to use the worker's transactional id (group and instance id, joined by a hyphen): give its user"
                    + " Write and Describe on it";
        }
        if (FailureLine.find(failure, ClusterAuthorizationException.class) != null) {
            return "no right to write with idempotence: give this worker's user IdempotentWrite on the cluster";
        }
        AuthenticationException login = FailureLine.find(failure, AuthenticationException.class);
        if (login != null) {
            return "the cluster refuses the login: " + FailureLine.of(login);
        }
        return other(failure);
    }

    private @Nullable String other(Throwable failure) {
        if (FailureLine.find(failure, InvalidRecordException.class) != null) {
            return null;
        }
        InvalidConfigurationException refused = FailureLine.find(failure, InvalidConfigurationException.class);
        if (refused != null) {
            return "the cluster refuses to let this worker %s: %s".formatted(verb, FailureLine.of(refused));
        }
        ConfigException setting = FailureLine.find(failure, ConfigException.class);
        return setting == null ? null : FailureLine.of(setting);
    }

    private static String names(Set<String> topics) {
        return VisibleText.of(topics.stream().sorted().collect(Collectors.joining(", ")));
    }
}
