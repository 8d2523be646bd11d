package io.steerscope.app.broker;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;

/**
 * A KRaft node inside this process: a Kafka cluster of its own, or one node of several. Its folder may be used again:
 * cluster id, topics, offsets and open transactions are those of the last use, however that ended.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int PORT_ATTEMPTS = 3;

    private final DataFolderLock lock;
    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final String clusterId;

    private EmbeddedBroker(DataFolderLock lock, KafkaRaftServer server, String bootstrapServers, String clusterId) {
        this.lock = lock;
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.clusterId = clusterId;
    }

    /**
     * Starts a node that only this machine reaches, and returns when it serves clients.
     *
     * @param dataFolder folder of the node, created where it does not exist
     * @param port port for clients on 127.0.0.1; 0 for any free one
     * @throws ActionableException if the folder is in use or not writable, or the port is taken
     */
    public static EmbeddedBroker start(Path dataFolder, int port) {
        return start(dataFolder, ClientListener.local(port));
    }

    /**
     * Starts the node and returns when it serves clients.
     *
     * @param dataFolder folder of the node, created where it does not exist
     * @param clients where it listens for clients
     * @throws ActionableException if the folder is in use or not writable, or the port is taken
     */
    public static EmbeddedBroker start(Path dataFolder, ClientListener clients) {
        return start(dataFolder, clients, UnaryOperator.identity());
    }

    /**
     * As {@link #start(Path, ClientListener)}, with other Kafka properties of the node.
     *
     * @param change from the properties of the node to those that it starts with
     */
    static EmbeddedBroker start(Path dataFolder, ClientListener clients, UnaryOperator<Map<String, String>> change) {
        DataFolderLock lock = DataFolderLock.acquire(dataFolder);
        try {
            return start(lock, NodeFolder.prepare(dataFolder), clients, change);
        } catch (IOException e) {
            lock.close();
            throw new ActionableException("cannot use " + dataFolder + " for the broker: " + Reason.of(e), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Starts one node of a cluster, and returns when it serves clients: that needs a majority of the nodes.
     *
     * @param node its number, from 1 on
     * @throws ActionableException if there is no such node, its folder is in use or not writable, or a port is taken
     */
    public static EmbeddedBroker startNode(ClusterLayout cluster, int node) {
        return startNode(cluster, node, UnaryOperator.identity());
    }

    /** As {@link #startNode(ClusterLayout, int)}, with other Kafka properties of the node. */
    static EmbeddedBroker startNode(ClusterLayout cluster, int node, UnaryOperator<Map<String, String>> change) {
        cluster.requireNode(node);
        Path dataFolder = cluster.nodeFolder(node);
        DataFolderLock lock = DataFolderLock.acquire(dataFolder);
        try {
            cluster.requireFreePorts(node);
            NodeFolder folder = NodeFolder.prepare(dataFolder, node, cluster.clusterId());
            BrokerDeath.announce(dataFolder);
            KafkaRaftServer server = startServer(change.apply(NodeProperties.of(folder.logs(), cluster, node)));
            LOG.atInfo()
                    .addKeyValue("clusterId", folder.clusterId())
                    .addKeyValue("node", node)
                    .log("Node started");
            return new EmbeddedBroker(lock, server, cluster.address(node), folder.clusterId());
        } catch (IOException e) {
            lock.close();
            throw new ActionableException("cannot use " + dataFolder + " for the broker: " + Reason.of(e), e);
        } catch (ActionableException e) {
            lock.close();
            throw e;
        } catch (RuntimeException e) {
            lock.close();
            throw new ActionableException(
                    "node %d could not start in %s: %s".formatted(node, dataFolder, e.getMessage()), e);
        }
    }

    private static EmbeddedBroker start(
            DataFolderLock lock, NodeFolder folder, ClientListener clients, UnaryOperator<Map<String, String>> change)
            throws IOException {
        BrokerDeath.announce(Objects.requireNonNull(folder.logs().getParent()));
        for (int attempt = 1; ; attempt++) {
            NodePorts ports = NodePorts.choose(clients);
            try {
                KafkaRaftServer server =
                        startServer(change.apply(NodeProperties.ofSingle(folder.logs(), clients, ports)));
                LOG.atInfo()
                        .addKeyValue("clusterId", folder.clusterId())
                        .addKeyValue("port", ports.broker())
                        .log("Embedded broker started");
                return new EmbeddedBroker(
                        lock, server, clients.advertisedHost() + ":" + ports.broker(), folder.clusterId());
            } catch (RuntimeException e) {
                if (attempt == PORT_ATTEMPTS || !causedByTakenPort(e)) {
                    throw new ActionableException(
                            "the broker could not start in " + folder.logs() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static KafkaRaftServer startServer(Map<String, String> properties) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        try {
            server.startup();
            return server;
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
    }

    private static boolean causedByTakenPort(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** {@code host:port} for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Identity of the cluster; the same for every use of one folder. */
    public String clusterId() {
        return clusterId;
    }

    /** Waits until the node has ended. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    /** Ends the node cleanly: logs are flushed and marked as such, so that the next start needs no recovery. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
        LOG.atInfo().addKeyValue("clusterId", clusterId).log("Embedded broker stopped");
    }
}
