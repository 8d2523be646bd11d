package io.steerscope.clustertests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.app.broker.ClusterLayout;
import io.steerscope.app.broker.NodePorts;

/**
 * The ways between the nodes of a cluster, from each to each, which can be cut. Every node knows the others by one name
 * that its own file of hosts takes to an address of its own, {@code 127.7.K.1} for node K, where a {@link NodeLink} for
 * every port of every node listens. Clients use other ports, and are not cut off.
 */
final class NodeLinks implements AutoCloseable {

    private static final String PEERS = "peers";

    private final List<Direction> directions = new ArrayList<>();
    private final List<Path> hosts = new ArrayList<>();

    private record Direction(int from, int to, NodeLink link) {

        boolean isOf(int node) {
            return from != to && (from == node || to == node);
        }
    }

    /**
     * Links of a cluster whose nodes do not run.
     *
     * @param cluster its folder is told the name by which the nodes are to reach each other
     */
    NodeLinks(ClusterLayout cluster) throws IOException {
        Files.writeString(
                cluster.folder().resolve("cluster.properties"), "peer.host=" + PEERS + "\n", StandardOpenOption.APPEND);
        String machine = InetAddress.getLocalHost().getHostName();
        for (int from = 1; from <= cluster.nodes(); from++) {
            String address = "127.7." + from + ".1";
            hosts.add(Files.writeString(
                    cluster.folder().resolve("hosts-" + from),
                    "127.0.0.1 localhost\n127.0.0.1 %s\n%s %s\n".formatted(machine, address, PEERS)));
            for (int to = 1; to <= cluster.nodes(); to++) {
                NodePorts ports = cluster.ports().get(to - 1);
                directions.add(new Direction(from, to, new NodeLink(address, ports.interBroker())));
                directions.add(new Direction(from, to, new NodeLink(address, ports.controller())));
            }
        }
    }

    /** The option of Java by which a node takes these links to the others. */
    String option(int node) {
        return "-Djdk.net.hosts.file=" + hosts.get(node - 1);
    }

    /** Cuts a node off from the others, in both directions: nothing arrives, and nobody is told. */
    void silence(int node) {
        directions.stream().filter(each -> each.isOf(node)).forEach(each -> each.link.silence());
    }

    /** Cuts a node off from the others, in both directions: connections are closed, and new ones are refused. */
    void refuse(int node) {
        directions.stream().filter(each -> each.isOf(node)).forEach(each -> each.link.refuse());
    }

    /** Joins what was cut. What was sent over a silent link and is still open arrives now, as TCP sends again. */
    void heal() {
        directions.forEach(each -> each.link.heal());
    }

    @Override
    public void close() {
        for (Direction each : directions) {
            try {
                each.link.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
