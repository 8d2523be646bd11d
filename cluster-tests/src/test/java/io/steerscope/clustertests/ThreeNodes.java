package io.steerscope.clustertests;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;

import io.steerscope.app.broker.ClusterLayout;
import io.steerscope.benchmarks.faults.RoleProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A cluster of three nodes, each a process of {@code steerscope broker --node}. */
final class ThreeNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NODES = 3;

    private final ClusterLayout layout;
    private final List<RoleProcess> nodes = new ArrayList<>();
    private final Admin admin;

    private ThreeNodes(ClusterLayout layout) {
        this.layout = layout;
        this.admin = Admin.create(clients());
    }

    /** Starts the nodes, and returns when all of them serve clients. */
    static ThreeNodes start(Path data, Roles roles) throws IOException {
        ThreeNodes cluster = new ThreeNodes(ClusterLayout.prepare(data, NODES, "127.0.0.1", 0, "127.0.0.1"));
        for (int node = 1; node <= NODES; node++) {
            cluster.nodes.add(roles.start(
                    "node-" + node, List.of("broker", "--data", data.toString(), "--node", Integer.toString(node))));
        }
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(cluster.brokers())
                .isEqualTo(NODES));
        return cluster;
    }

    /** Client properties that may do anything. */
    Map<String, Object> clients() {
        Map<String, Object> clients = new HashMap<>();
        clients.put("bootstrap.servers", layout.bootstrapServers());
        return clients;
    }

    Admin admin() {
        return admin;
    }

    /** A node's process, by its number from 1 on. */
    RoleProcess node(int number) {
        return nodes.get(number - 1);
    }

    /** The number of the node whose controller is active. */
    int activeController() throws ExecutionException, InterruptedException {
        return admin.describeMetadataQuorum().quorumInfo().get().leaderId();
    }

    /** Number of brokers that are members. */
    int brokers() throws ExecutionException, InterruptedException {
        return admin.describeCluster().nodes().get().size();
    }

    /** Waits until so many brokers are members. */
    void awaitBrokers(int number) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> brokers() == number);
    }

    /** Waits until every replica, of internal topics too, is in sync. */
    void awaitInSync() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(topics())
                .isNotEmpty()
                .allSatisfy(topic -> assertThat(topic.partitions())
                        .allSatisfy(partition -> assertThat(partition.isr()).hasSize(NODES))));
    }

    private List<TopicDescription> topics() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return List.copyOf(admin.describeTopics(names).allTopicNames().get().values());
    }

    /** The nodes are those of the roles, which close them. */
    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
