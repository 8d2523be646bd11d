package io.steerscope.app.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kafka properties of a node, for a machine that has better use for its cores: few threads and buffers, internal topics
 * of few partitions, no group start delay. What a cluster of three nodes or more acknowledges is on two of them at
 * least.
 */
final class NodeProperties {

    /** Node id of a single node. */
    static final int NODE_ID = 1;

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final String CLIENT_LISTENER = "PLAINTEXT";
    private static final String INTER_BROKER_LISTENER = "INTERNAL";

    /** Where nodes listen for each other. */
    static final String LOOPBACK = "127.0.0.1";

    private static final String TEN_YEARS_IN_MINUTES = "5256000";
    private static final int MOST_REPLICAS = 3;

    private NodeProperties() {}

    /** Properties of the node of a cluster of its own. */
    static Map<String, String> ofSingle(Path logFolder, ClientListener clients, NodePorts ports) {
        return of(logFolder, clients, NODE_ID, List.of(ports), LOOPBACK);
    }

    /** Properties of one node of several. */
    static Map<String, String> of(Path logFolder, ClusterLayout cluster, int node) {
        return of(logFolder, cluster.clients(node), node, cluster.ports(), cluster.peerHost());
    }

    private static Map<String, String> of(
            Path logFolder, ClientListener clients, int node, List<NodePorts> quorum, String peerHost) {
        Map<String, String> properties = new LinkedHashMap<>();
        listeners(properties, clients, quorum.get(node - 1), peerHost);
        quorum(properties, node, quorum, peerHost);
        elections(properties, quorum.size());
        threads(properties);
        internalTopics(properties, quorum.size());
        storage(properties, logFolder);
        return properties;
    }

    private static void listeners(
            Map<String, String> properties, ClientListener clients, NodePorts ports, String peerHost) {
        List<String> listeners = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        listeners.add(CLIENT_LISTENER + "://" + clients.host() + ":" + ports.broker());
        advertised.add(CLIENT_LISTENER + "://" + clients.advertisedHost() + ":" + ports.broker());
        if (ports.hasInterBroker()) {
            listeners.add(INTER_BROKER_LISTENER + "://" + LOOPBACK + ":" + ports.interBroker());
            advertised.add(INTER_BROKER_LISTENER + "://" + peerHost + ":" + ports.interBroker());
            advertised.add(CONTROLLER_LISTENER + "://" + peerHost + ":" + ports.controller());
        }
        listeners.add(CONTROLLER_LISTENER + "://" + LOOPBACK + ":" + ports.controller());
        properties.put("listeners", String.join(",", listeners));
        properties.put("advertised.listeners", String.join(",", advertised));
        properties.put(
                "listener.security.protocol.map",
                Stream.of(CLIENT_LISTENER, INTER_BROKER_LISTENER, CONTROLLER_LISTENER)
                        .map(listener -> listener + ":PLAINTEXT")
                        .collect(Collectors.joining(",")));
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("inter.broker.listener.name", ports.hasInterBroker() ? INTER_BROKER_LISTENER : CLIENT_LISTENER);
    }

    private static void quorum(Map<String, String> properties, int node, List<NodePorts> quorum, String peerHost) {
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(node));
        properties.put(
                "controller.quorum.voters",
                IntStream.rangeClosed(1, quorum.size())
                        .mapToObj(voter -> voter + "@" + peerHost + ":"
                                + quorum.get(voter - 1).controller())
                        .collect(Collectors.joining(",")));
        // A node that was killed may register again only when its earlier registration has expired.
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("initial.broker.registration.timeout.ms", "120000");
    }

    private static void elections(Map<String, String> properties, int nodes) {
        // A single node waits for nobody; several on one machine may be slow to answer each other.
        String patience = nodes == 1 ? "200" : "1000";
        properties.put("controller.quorum.election.timeout.ms", patience);
        properties.put("controller.quorum.election.backoff.max.ms", patience);
        if (nodes > 1) {
            properties.put("controller.quorum.fetch.timeout.ms", "4000");
            // Not much longer than the session, so that writing does not wait long for a replica that is behind.
            properties.put("replica.lag.time.max.ms", "10000");
        }
    }

    private static void threads(Map<String, String> properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "3");
        properties.put("num.replica.fetchers", "1");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.threads", "1");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        properties.put("group.coordinator.threads", "1");
        properties.put("share.coordinator.threads", "1");
    }

    private static void internalTopics(Map<String, String> properties, int nodes) {
        String replicas = Integer.toString(Math.min(MOST_REPLICAS, nodes));
        String inSync = nodes < MOST_REPLICAS ? "1" : "2";
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", replicas);
        properties.put("num.partitions", "1");
        properties.put("min.insync.replicas", inSync);
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("offsets.topic.replication.factor", replicas);
        properties.put("offsets.retention.minutes", TEN_YEARS_IN_MINUTES);
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", replicas);
        properties.put("transaction.state.log.min.isr", inSync);
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", replicas);
        properties.put("share.coordinator.state.topic.min.isr", inSync);
        properties.put("group.initial.rebalance.delay.ms", "0");
    }

    private static void storage(Map<String, String> properties, Path logFolder) {
        properties.put("log.dirs", logFolder.toString());
        properties.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        properties.put("offsets.topic.segment.bytes", Integer.toString(16 << 20));
        properties.put("transaction.state.log.segment.bytes", Integer.toString(16 << 20));
        properties.put("delete.topic.enable", "true");
    }
}
