package io.steerscope.worker.client;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Configuration of a worker's clients, in layers of which each overrides the one before:
 *
 * <ol>
 *   <li>defaults that suit the worker;
 *   <li>the user's properties: those without prefix go to both clients, those prefixed {@code consumer.} or
 *       {@code producer.} to that client alone;
 *   <li>what the worker's guarantees rest on: transactions, isolation, manual commits, bytes as keys and values.
 * </ol>
 */
public final class ClientConfiguration {

    private static final String CONSUMER_PREFIX = "consumer.";
    private static final String PRODUCER_PREFIX = "producer.";
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;
    private static final int MAX_BLOCK_MILLIS = 15_000;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 30_000;

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
        configuration.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return configuration;
    }

    /** The producer's configuration. */
    public static Map<String, Object> producer(Map<String, Object> user, String transactionalId) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L * MAX_REQUEST_BYTES);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        configuration.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, MAX_BLOCK_MILLIS);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        configuration.putAll(selected(user, PRODUCER_PREFIX, CONSUMER_PREFIX));
        configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        return configuration;
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
