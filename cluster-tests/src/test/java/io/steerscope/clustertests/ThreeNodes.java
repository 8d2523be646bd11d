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
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartitionInfo;

import io.steerscope.app.broker.ClusterLayout;
import io.steerscope.benchmarks.faults.RoleProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cluster of three nodes, each a process of {@code steerscope broker --node}, with links between them that can be
 * cut.
 */
final class ThreeNodes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Leaders check every half of {@code replica.lag.time.max.ms}, 10 s, which replicas are behind for longer. */
    private static final Duration LONGER_THAN_THE_LAG = Duration.ofSeconds(16);

    private static final int NODES = 3;
    private static final String LOOPBACK = "127.0.0.1";

    private final ClusterLayout layout;
    private final NodeLinks links;
    private final List<RoleProcess> nodes = new ArrayList<>();
    private final Admin admin;

    private ThreeNodes(ClusterLayout layout, NodeLinks links) {
        this.layout = layout;
        this.links = links;
        this.admin = Admin.create(clients());
    }

    /** Starts the nodes, and returns when all of them serve clients. */
    static ThreeNodes start(Path data, Roles roles) throws IOException {
        ClusterLayout layout = ClusterLayout.prepare(data, NODES, LOOPBACK, 0, LOOPBACK);
        ThreeNodes cluster = new ThreeNodes(layout, new NodeLinks(layout));
        for (int node = 1; node <= NODES; node++) {
            cluster.nodes.add(roles.startJava(
                    "node-" + node,
                    List.of(cluster.links.option(node)),
                    List.of("broker", "--data", data.toString(), "--node", Integer.toString(node))));
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
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(partitions())
                .isNotEmpty()
                .allSatisfy(partition -> assertThat(partition.isr()).hasSize(NODES)));
    }

    /** Has every partition led by the first of its replicas, as after the first start. */
    void spreadLeaders() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            admin.electLeaders(ElectionType.PREFERRED, null).all().get();
            assertThat(partitions())
                    .allSatisfy(partition -> assertThat(partition.leader().id())
                            .isEqualTo(partition.replicas().get(0).id()));
        });
    }

    /**
     * Cuts a node off from the others while clients reach it, for longer than its session, and until it has noticed
     * that they lag; and joins it again. Returns when all replicas are in sync.
     *
     * @param cut what cuts
     */
    void cutOff(int node, IntConsumer cut) throws ExecutionException, InterruptedException {
        assertThat(partitions()).as("it leads some").anyMatch(partition -> leads(node, partition));
        long start = System.nanoTime();
        cut.accept(node);
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertIsGivenUpByOthers(node));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertThat(partitionsBy(node))
                .as("it still believes that it leads, and says so")
                .anyMatch(partition -> leads(node, partition) && partition.isr().size() == NODES));
        await().atMost(PATIENCE).until(() -> System.nanoTime() - start > LONGER_THAN_THE_LAG.toNanos());
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> assertIsGivenUpByOthers(node));
        links.heal();
        awaitInSync();
    }

    private void assertIsGivenUpByOthers(int node) throws ExecutionException, InterruptedException {
        assertThat(partitionsBy(others(node)))
                .isNotEmpty()
                .allSatisfy(partition ->
                        assertThat(partition.isr()).hasSize(NODES - 1).noneMatch(replica -> replica.id() == node))
                .noneMatch(partition -> leads(node, partition));
        assertThat(activeControllerBy(others(node))).isNotEqualTo(node);
    }

    private static boolean leads(int node, TopicPartitionInfo partition) {
        return partition.leader().id() == node;
    }

    /** The partitions of all topics, internal ones too, as any of the nodes knows them. */
    private List<TopicPartitionInfo> partitions() throws ExecutionException, InterruptedException {
        return partitions(admin);
    }

    /** The partitions of all topics as they are known to one of these nodes, or to one that these believe a member. */
    private List<TopicPartitionInfo> partitionsBy(int... those) throws ExecutionException, InterruptedException {
        try (Admin asking = adminOf(those)) {
            return partitions(asking);
        }
    }

    /** As {@link #activeController()}, as it is known to one of these nodes, or to one that these believe a member. */
    private int activeControllerBy(int... those) throws ExecutionException, InterruptedException {
        try (Admin asking = adminOf(those)) {
            return asking.describeMetadataQuorum().quorumInfo().get().leaderId();
        }
    }

    /** Another node than one. */
    static int next(int node) {
        return node % NODES + 1;
    }

    /** The two nodes beside one. */
    private static int[] others(int node) {
        return IntStream.rangeClosed(1, NODES).filter(each -> each != node).toArray();
    }

    /** The links between the nodes. */
    NodeLinks links() {
        return links;
    }

    private Admin adminOf(int... those) {
        return Admin.create(Map.of(
                "bootstrap.servers",
                IntStream.of(those).mapToObj(layout::address).collect(Collectors.joining(",")),
                "default.api.timeout.ms",
                5_000,
                "request.timeout.ms",
                3_000));
    }

    private static List<TopicPartitionInfo> partitions(Admin asking) throws ExecutionException, InterruptedException {
        Set<String> names = asking.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get();
        return asking.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .toList();
    }

    /** The nodes are those of the roles, which close them. */
    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        links.close();
    }
}
