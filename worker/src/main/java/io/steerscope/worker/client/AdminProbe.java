package io.steerscope.worker.client;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A probe that describes topics. */
final class AdminProbe implements ClusterProbe {

    private final Admin admin;

    AdminProbe(Admin admin) {
        this.admin = admin;
    }

    @Override
    public Set<String> missing(Set<String> topics, Duration timeout) throws InterruptedException {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) timeout.toMillis());
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics, options).topicNameValues();
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            if (isMissing(answer.getValue())) {
                missing.add(answer.getKey());
            }
        }
        return missing;
    }

    private static boolean isMissing(KafkaFuture<TopicDescription> answer) throws InterruptedException {
        try {
            answer.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof InvalidTopicException) {
                return true;
            }
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
