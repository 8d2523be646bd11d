package io.steerscope.benchmarks.faults;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** Whether the replicas of a cluster have caught up with each other. */
final class Replicas {

    private final String bootstrapServers;
    private final int brokers;

    Replicas(String bootstrapServers, int brokers) {
        this.bootstrapServers = bootstrapServers;
        this.brokers = brokers;
    }

    /** Whether all brokers are members, and all replicas of all topics, internal ones too, are in sync. */
    boolean areInSync() throws InterruptedException {
        Map<String, Object> clients = Map.of(
                "bootstrap.servers", bootstrapServers, "request.timeout.ms", 5_000, "default.api.timeout.ms", 10_000);
        try (Admin admin = Admin.create(clients)) {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeCluster().nodes().get().size() == brokers
                    && admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .allMatch(partition -> partition.isr().size()
                                    == partition.replicas().size());
        } catch (ExecutionException e) {
            return false;
        }
    }
}
