package io.steerscope.app.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.app.files.AtomicFile;

/**
 * A cluster of several nodes in one folder: who they are and where they are reached. It is noted in the folder, so that
 * a node that comes back has the ports under which the others look for it.
 *
 * @param folder folder of the cluster; node K has {@code node-K} inside it
 * @param clusterId identity of the cluster
 * @param host address on which the nodes listen for clients
 * @param advertisedHost name by which clients reach the nodes
 * @param peerHost name by which the nodes reach each other; another than 127.0.0.1 only where the folder notes it
 * @param ports ports of the nodes, of node 1 first
 */
public record ClusterLayout(
        Path folder, String clusterId, String host, String advertisedHost, String peerHost, List<NodePorts> ports) {

    private static final String FILE = "cluster.properties";

    /** Copies the ports. */
    public ClusterLayout {
        ports = List.copyOf(ports);
    }

    /** Whether a folder is that of a cluster of several nodes. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * The cluster of a folder, made at its first use, whose nodes do not run.
     *
     * @param nodes number of nodes, at least 2
     * @param host address to listen on for clients
     * @param port where node 1 listens for clients; that of node K is K - 1 higher, and those under which the nodes
     *     reach each other, two for each, follow. Nothing for the ports noted in the folder, at first
     *     {@value NodePorts#DEFAULT_PORT}; 0 for any free ones
     * @param advertised name by which clients reach the nodes
     * @throws ActionableException if the folder holds something else, or a node runs, or a port is taken
     */
    public static ClusterLayout prepare(
            Path folder, int nodes, String host, @Nullable Integer port, String advertised) {
        boolean known = isIn(folder);
        if (!known && Files.exists(folder.resolve("kafka"))) {
            throw new ActionableException(
                    folder + " is the folder of a single node; choose another folder for " + nodes + " nodes");
        }
        ClusterLayout before = known ? read(folder) : null;
        if (before != null && before.nodes() != nodes) {
            throw new ActionableException(
                    "%s is the folder of a cluster of %d nodes; start it with --nodes %d, or choose another folder"
                            .formatted(folder, before.nodes(), before.nodes()));
        }
        new ClientListener(host, 0, advertised);
        ClusterLayout layout = new ClusterLayout(
                folder.toAbsolutePath().normalize(),
                before == null ? Uuid.randomUuid().toString() : before.clusterId(),
                host,
                advertised,
                before == null ? NodeProperties.LOOPBACK : before.peerHost(),
                before == null || port != null ? NodePorts.consecutive(host, port, nodes) : before.completePorts());
        for (int node = 1; node <= nodes; node++) {
            DataFolderLock.acquire(layout.nodeFolder(node)).close();
            layout.requireFreePorts(node);
        }
        layout.write();
        return layout;
    }

    /** @throws ActionableException if the folder is not that of a cluster, or its note cannot be read */
    public static ClusterLayout read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new ActionableException(
                    folder + " is not the folder of a cluster; start one with --nodes 3, or leave out --node");
        }
        Properties noted = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            noted.load(reader);
            List<NodePorts> ports = new ArrayList<>();
            for (int node = 1; node <= Integer.parseInt(required(noted, "nodes")); node++) {
                String port = required(noted, "node." + node + ".port");
                ports.add(new NodePorts(
                        Integer.parseInt(port),
                        Integer.parseInt(required(noted, "node." + node + ".controller.port")),
                        Integer.parseInt(noted.getProperty("node." + node + ".interbroker.port", port))));
            }
            return new ClusterLayout(
                    folder.toAbsolutePath().normalize(),
                    required(noted, "cluster.id"),
                    required(noted, "host"),
                    required(noted, "advertised.host"),
                    noted.getProperty("peer.host", NodeProperties.LOOPBACK),
                    ports);
        } catch (IOException e) {
            throw new ActionableException("cannot read " + file + ": " + Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new ActionableException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String required(Properties noted, String name) {
        String value = noted.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    private void write() {
        StringWriter text = new StringWriter();
        text.write("# The nodes of this cluster and their ports. Written by steerscope broker --nodes.\n");
        text.write("cluster.id=" + clusterId + "\nhost=" + host + "\nadvertised.host=" + advertisedHost + "\n");
        if (!peerHost.equals(NodeProperties.LOOPBACK)) {
            text.write("peer.host=" + peerHost + "\n");
        }
        text.write("nodes=" + nodes() + "\n");
        for (int node = 1; node <= nodes(); node++) {
            text.write("node.%d.port=%d\n".formatted(node, ports(node).broker()));
            text.write(
                    "node.%d.controller.port=%d\n".formatted(node, ports(node).controller()));
            text.write(
                    "node.%d.interbroker.port=%d\n".formatted(node, ports(node).interBroker()));
        }
        try {
            AtomicFile.write(
                    folder.resolve(FILE), out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new ActionableException("cannot write to " + folder + ": " + Reason.of(e), e);
        }
    }

    /** Number of nodes. */
    public int nodes() {
        return ports.size();
    }

    /** {@code host:port} of all nodes for clients, separated by commas. */
    public String bootstrapServers() {
        return IntStream.rangeClosed(1, nodes()).mapToObj(this::address).collect(Collectors.joining(","));
    }

    /** {@code host:port} of a node for clients. */
    public String address(int node) {
        return advertisedHost + ":" + ports(node).broker();
    }

    /** Where node 1 and the others listen for clients. */
    ClientListener clients(int node) {
        return new ClientListener(host, ports(node).broker(), advertisedHost);
    }

    Path nodeFolder(int node) {
        return folder.resolve("node-" + node);
    }

    /** @throws ActionableException if there is no such node */
    void requireNode(int node) {
        if (node < 1 || node > nodes()) {
            throw new ActionableException("%s has nodes 1 to %d, no node %d".formatted(folder, nodes(), node));
        }
    }

    /** @throws ActionableException if a port of a node is taken */
    void requireFreePorts(int node) {
        ports(node).taken(host).ifPresent(port -> {
            throw new ActionableException(
                    ("port %d, which node %d has in %s, is taken or may not be used; stop what uses it, or start"
                                    + " all nodes on others with --port")
                            .formatted(port, node, folder.resolve(FILE)));
        });
    }

    /** Folders of earlier versions note no ports between brokers, which then connected where clients do. */
    private List<NodePorts> completePorts() {
        return ports.stream().allMatch(NodePorts::hasInterBroker) ? ports : NodePorts.withInterBroker(ports);
    }

    private NodePorts ports(int node) {
        return ports.get(node - 1);
    }
}
