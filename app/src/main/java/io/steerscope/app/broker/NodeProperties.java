package io.steerscope.app.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kafka properties of the single node, for a machine that has better use for its cores: few threads and buffers,
 * internal topics of few partitions and one replica, no group start delay.
 */
final class NodeProperties {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    /** Where the node talks to itself. */
    static final String LOOPBACK = "127.0.0.1";

    private static final String TEN_YEARS_IN_MINUTES = "5256000";

    private NodeProperties() {}

    static Map<String, String> of(Path logFolder, ClientListener clients, NodePorts ports) {
        Map<String, String> properties = new LinkedHashMap<>();
        network(properties, clients, ports);
        threads(properties);
        internalTopics(properties);
        storage(properties, logFolder);
        return properties;
    }

    private static void network(Map<String, String> properties, ClientListener clients, NodePorts ports) {
        String controller = CONTROLLER_LISTENER + "://" + LOOPBACK + ":" + ports.controller();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + LOOPBACK + ":" + ports.controller());
        properties.put("listeners", "PLAINTEXT://" + clients.host() + ":" + ports.broker() + "," + controller);
        properties.put("advertised.listeners", "PLAINTEXT://" + clients.advertisedHost() + ":" + ports.broker());
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER_LISTENER);
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        // A node that was killed may register again only when its earlier registration has expired.
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("controller.quorum.election.timeout.ms", "200");
        properties.put("controller.quorum.election.backoff.max.ms", "200");
        properties.put("initial.broker.registration.timeout.ms", "120000");
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

    private static void internalTopics(Map<String, String> properties) {
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", "1");
        properties.put("num.partitions", "1");
        properties.put("min.insync.replicas", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.retention.minutes", TEN_YEARS_IN_MINUTES);
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
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
