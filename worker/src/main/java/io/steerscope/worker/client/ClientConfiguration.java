package io.steerscope.worker.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import io.steerscope.schemas.client.ClientProperties;

/**
 * Configuration of a worker's clients, in layers of which each overrides the one before:
 *
 * <ol>
 *   <li>defaults that suit the worker;
 *   <li>the user's properties: those without prefix go to both clients, those prefixed {@code consumer.} or
 *       {@code producer.} to that client alone;
 *   <li>what the worker's guarantees rest on: transactions that end in time, isolation, manual commits, bytes as keys
 *       and values.
 * </ol>
 */
public final class ClientConfiguration {

    private static final String CONSUMER_PREFIX = "consumer.";
    private static final String PRODUCER_PREFIX = "producer.";
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;
    private static final int STEPS_PER_TRANSACTION = 3;
    private static final int DEFAULT_MAX_POLL_INTERVAL_MILLIS = 300_000;
    private static final long LEAST_TRANSACTION_MILLIS = 3_000;
    private static final int PROBE_TIMEOUT_MILLIS = 5_000;
    private static final int BYTES_PER_SCOUTING = 1024 * 1024;

    private ClientConfiguration() {}

    /**
     * The consumer's configuration.
     *
     * <p>The group protocol is {@code classic} with the cooperative sticky assignor, unless the user sets
     * {@code group.protocol=consumer}. Both are sound with transactions.
     *
     * @param recordsPerPoll the most records of one poll, at least 1
     */
    public static Map<String, Object> consumer(Map<String, Object> user, String groupId, int recordsPerPoll) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, recordsPerPoll);
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        configuration.putAll(selected(user, CONSUMER_PREFIX, PRODUCER_PREFIX));
        if (!isConsumerProtocol(configuration)) {
            configuration.putIfAbsent(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        }
        Map<String, Object> guarded = ClientProperties.consumer(configuration, IsolationLevel.READ_COMMITTED);
        guarded.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        guarded.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        guarded.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return guarded;
    }

    /**
     * The configuration of a consumer of no group, which reads single partitions record by record to find the one that
     * cannot be read.
     */
    public static Map<String, Object> scout(Map<String, Object> user, String groupId) {
        Map<String, Object> configuration = ClientProperties.withoutGroup(consumer(user, groupId, 1));
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_PER_SCOUTING);
        return configuration;
    }

    /**
     * The producer's configuration.
     *
     * <p>A transaction has a few steps that wait for the cluster: metadata of a topic, offsets, the commit. Each waits
     * for a third of {@code transactionTimeout} at most, whatever the user says, so that a cluster that does not answer
     * costs the poll thread a bounded time.
     *
     * @param transactionTimeout after which the broker aborts a transaction
     */
    public static Map<String, Object> producer(
            Map<String, Object> user, String transactionalId, Duration transactionTimeout) {
        int timeoutMillis = (int) transactionTimeout.toMillis();
        int stepMillis = timeoutMillis / STEPS_PER_TRANSACTION;
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_REQUEST_BYTES);
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMillis);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, stepMillis);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.putAll(selected(user, PRODUCER_PREFIX, CONSUMER_PREFIX));
        configuration.merge(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) stepMillis, ClientConfiguration::smallerMillis);
        Map<String, Object> guarded = ClientProperties.transactionalProducer(configuration, transactionalId);
        guarded.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        guarded.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return guarded;
    }

    /** The configuration of a probe: what all clients share. */
    public static Map<String, Object> probe(Map<String, Object> user) {
        Map<String, Object> configuration = new HashMap<>();
        user.forEach((name, value) -> {
            if (!name.startsWith(CONSUMER_PREFIX) && !name.startsWith(PRODUCER_PREFIX) && isForAdmin(name)) {
                configuration.put(name, value);
            }
        });
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_TIMEOUT_MILLIS);
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_TIMEOUT_MILLIS);
        return configuration;
    }

    /**
     * How long a transaction may take with these properties: {@code wanted}, but never so long that a worker would be
     * put out of its group, since it does not poll meanwhile.
     */
    public static Duration transactionTimeout(Map<String, Object> user, Duration wanted) {
        Object interval = selected(user, CONSUMER_PREFIX, PRODUCER_PREFIX)
                .getOrDefault(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, DEFAULT_MAX_POLL_INTERVAL_MILLIS);
        Duration most = Duration.ofMillis(Math.max(LEAST_TRANSACTION_MILLIS, millis(interval) / STEPS_PER_TRANSACTION));
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    /** A name that no client knows may belong to a plug-in, such as a login module. */
    private static boolean isForAdmin(String name) {
        return AdminClientConfig.configNames().contains(name)
                || !ConsumerConfig.configNames().contains(name)
                        && !ProducerConfig.configNames().contains(name);
    }

    /** What is no number is left for the client to refuse. */
    private static Object smallerMillis(Object user, Object most) {
        return millis(user) > millis(most) && millis(user) < Long.MAX_VALUE ? most : user;
    }

    private static long millis(Object value) {
        try {
            return Long.parseLong(value.toString().strip());
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean isConsumerProtocol(Map<String, Object> configuration) {
        Object protocol = configuration.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        return protocol != null && GroupProtocol.CONSUMER.name().equalsIgnoreCase(protocol.toString());
    }

    private static Map<String, Object> selected(Map<String, Object> user, String ownPrefix, String otherPrefix) {
        Map<String, Object> shared = new HashMap<>();
        Map<String, Object> own = new HashMap<>();
        user.forEach((name, value) -> {
            if (name.startsWith(ownPrefix)) {
                own.put(name.substring(ownPrefix.length()), value);
            } else if (!name.startsWith(otherPrefix)) {
                shared.put(name, value);
            }
        });
        shared.putAll(own);
        return shared;
    }
}
