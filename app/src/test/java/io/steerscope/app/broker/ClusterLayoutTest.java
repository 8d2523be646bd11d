package io.steerscope.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.failure.ActionableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClusterLayoutTest {

    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    private Path data;

    @Test
    void aFolderKeepsItsClusterIdAndThePortsOfItsNodes() {
        // given
        ClusterLayout first = prepare(3, 0);

        // when
        ClusterLayout again = ClusterLayout.prepare(data, 3, LOOPBACK, null, LOOPBACK);

        // then
        assertThat(again).isEqualTo(first).isEqualTo(ClusterLayout.read(data));
        Set<Integer> ports = new HashSet<>();
        first.ports().forEach(node -> ports.addAll(List.of(node.broker(), node.controller(), node.interBroker())));
        assertThat(ports).hasSize(9);
    }

    @Test
    void anotherPortMovesAllNodesAndKeepsTheCluster() {
        // given
        ClusterLayout first = prepare(3, 0);

        // when
        ClusterLayout moved = prepare(3, 0);

        // then
        assertThat(moved.clusterId()).isEqualTo(first.clusterId());
        assertThat(ClusterLayout.read(data)).isEqualTo(moved);
    }

    @Test
    void aFolderOfASingleNodeOrOfAnotherNumberOfNodesIsRefused() throws IOException {
        // given
        prepare(3, 0);
        Path single = data.resolve("single");
        Files.createDirectories(single.resolve("kafka"));

        // when / then
        assertThatThrownBy(() -> prepare(5, 0))
                .isInstanceOf(ActionableException.class)
                .hasMessage(data
                        + " is the folder of a cluster of 3 nodes; start it with --nodes 3, or choose another folder");
        assertThatThrownBy(() -> ClusterLayout.prepare(single, 3, LOOPBACK, 0, LOOPBACK))
                .isInstanceOf(ActionableException.class)
                .hasMessage(single + " is the folder of a single node; choose another folder for 3 nodes");
        assertThatThrownBy(() -> ClusterLayout.read(single))
                .isInstanceOf(ActionableException.class)
                .hasMessage(single + " is not the folder of a cluster; start one with --nodes 3, or leave out --node");
        assertThatThrownBy(() -> EmbeddedBroker.startNode(ClusterLayout.read(data), 4))
                .isInstanceOf(ActionableException.class)
                .hasMessageEndingWith(" has nodes 1 to 3, no node 4");
    }

    @Test
    void aRunningNodeOrATakenPortIsRefused() throws IOException {
        // given
        ClusterLayout cluster = prepare(3, 0);
        int port = cluster.ports().get(1).controller();

        // when / then
        try (DataFolderLock running = DataFolderLock.acquire(cluster.nodeFolder(3))) {
            assertThat(running).isNotNull();
            assertThatThrownBy(() -> prepare(3, 0)).hasMessageContaining("node-3 is in use by another steerscope");
        }
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            assertThatThrownBy(() -> ClusterLayout.prepare(data, 3, LOOPBACK, null, LOOPBACK))
                    .isInstanceOf(ActionableException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort() + ", which node 2 has in ");
        }
        assertThat(ClusterLayout.read(data)).isEqualTo(cluster);
    }

    @Test
    void aFolderOfAnEarlierVersionIsGivenPortsBetweenBrokersWhenAllOfItsNodesAreStarted() throws IOException {
        // given
        ClusterLayout first = prepare(3, 0);
        Path file = data.resolve("cluster.properties");
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.contains(".interbroker.port"))
                        .toList());

        // when
        ClusterLayout read = ClusterLayout.read(data);
        Map<String, String> node = NodeProperties.of(data, read, 2);
        ClusterLayout complete = ClusterLayout.prepare(data, 3, LOOPBACK, null, LOOPBACK);

        // then
        assertThat(read.ports()).noneMatch(NodePorts::hasInterBroker);
        assertThat(node).containsEntry("inter.broker.listener.name", "PLAINTEXT");
        assertThat(complete.ports()).allMatch(NodePorts::hasInterBroker);
        assertThat(complete.bootstrapServers()).isEqualTo(first.bootstrapServers());
        assertThat(ClusterLayout.read(data)).isEqualTo(complete);
    }

    @Test
    void theHostByWhichNodesReachEachOtherIsKept() throws IOException {
        // given
        prepare(3, 0);
        Files.writeString(data.resolve("cluster.properties"), "peer.host=peers\n", StandardOpenOption.APPEND);

        // when
        ClusterLayout again = prepare(3, 0);

        // then
        int broker = again.ports().get(1).interBroker();
        int controller = again.ports().get(1).controller();
        assertThat(NodeProperties.of(data, ClusterLayout.read(data), 2))
                .containsEntry(
                        "advertised.listeners",
                        "PLAINTEXT://%s,INTERNAL://peers:%d,CONTROLLER://peers:%d"
                                .formatted(again.address(2), broker, controller));
    }

    @Test
    void whatThreeNodesAcknowledgeIsOnTwoOfThem() {
        // given
        List<NodePorts> ports = List.of(new NodePorts(1, 4, 7), new NodePorts(2, 5, 8), new NodePorts(3, 6, 9));
        ClusterLayout cluster = new ClusterLayout(data, "id", LOOPBACK, LOOPBACK, LOOPBACK, ports);

        // when
        Map<String, String> node = NodeProperties.of(data, cluster, 2);
        Map<String, String> single = NodeProperties.ofSingle(data, ClientListener.local(1), new NodePorts(1, 4, 1));

        // then
        assertThat(node)
                .containsEntry("node.id", "2")
                .containsEntry("listeners", "PLAINTEXT://127.0.0.1:2,INTERNAL://127.0.0.1:8,CONTROLLER://127.0.0.1:5")
                .containsEntry("inter.broker.listener.name", "INTERNAL")
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:4,2@127.0.0.1:5,3@127.0.0.1:6")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("transaction.state.log.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2");
        assertThat(single)
                .containsEntry("controller.quorum.voters", "1@127.0.0.1:4")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("offsets.topic.replication.factor", "1");
    }

    private ClusterLayout prepare(int nodes, int port) {
        return ClusterLayout.prepare(data, nodes, LOOPBACK, port, LOOPBACK);
    }
}
