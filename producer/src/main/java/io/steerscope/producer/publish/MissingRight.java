package io.steerscope.producer.publish;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

import io.steerscope.schemas.text.FailureLine;

/** A failure of a client in words, with the right that is missing where that is what failed. */
public final class MissingRight {

    private MissingRight() {}

    /**
     * One line.
     *
     * @param transactionalId the transactional id in use
     */
    public static String line(Throwable failure, String transactionalId) {
        AuthorizationException denied = FailureLine.find(failure, AuthorizationException.class);
        if (denied instanceof TopicAuthorizationException topics) {
            return "a right on topic " + String.join(", ", topics.unauthorizedTopics())
                    + " is missing: grant Describe, Read and Write";
        }
        if (denied instanceof TransactionalIdAuthorizationException) {
            return "a right on the transactional id " + transactionalId + " is missing: grant Describe and Write";
        }
        if (denied instanceof ClusterAuthorizationException) {
            return "a right on the cluster is missing: grant IdempotentWrite";
        }
        return FailureLine.of(failure);
    }
}
