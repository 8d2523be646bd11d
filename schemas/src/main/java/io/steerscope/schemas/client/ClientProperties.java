package io.steerscope.schemas.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * Kafka client properties: those given, and above them those that the guarantees of a client rest on. What merely suits
 * a client, such as batch sizes, its stage puts below or above these. The maps are new and may be added to.
 */
public final class ClientProperties {

    private static final List<String> OF_A_MEMBER = List.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);

    /** How the names of properties begin that say where values come from. */
    private static final String PROVIDERS = "config.providers";

    private ClientProperties() {}

    /**
     * Those given that a client of one kind knows, such as {@link ConsumerConfig#configNames()}, and those of the
     * providers that values such as <code>${file:PATH:NAME}</code> are from: without them a client would take such a
     * text for the password itself.
     */
    public static Map<String, Object> known(Map<String, ?> given, Set<String> names) {
        Map<String, Object> properties = new HashMap<>(given);
        properties.keySet().removeIf(name -> !names.contains(name) && !name.startsWith(PROVIDERS));
        return properties;
    }

    /**
     * Of a consumer that commits no offset by itself.
     *
     * @param isolation {@link IsolationLevel#READ_COMMITTED} for whoever acts on what it reads
     */
    public static Map<String, Object> consumer(Map<String, ?> given, IsolationLevel isolation) {
        Map<String, Object> properties = new HashMap<>(given);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return properties;
    }

    /** Those given without all that makes a consumer a member of a group. */
    public static Map<String, Object> withoutGroup(Map<String, ?> given) {
        Map<String, Object> properties = new HashMap<>(given);
        OF_A_MEMBER.forEach(properties::remove);
        return properties;
    }

    /** As {@link #consumer}, of no group: it reads from the beginning and creates no topic. */
    public static Map<String, Object> consumerOfNoGroup(Map<String, ?> given, IsolationLevel isolation) {
        Map<String, Object> properties = withoutGroup(consumer(given, isolation));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    /** Of a producer whose records are written once and by all replicas in sync, without a transaction. */
    public static Map<String, Object> producer(Map<String, ?> given) {
        Map<String, Object> properties = new HashMap<>(given);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return properties;
    }

    /** Of a producer whose records are written in transactions. */
    public static Map<String, Object> transactionalProducer(Map<String, ?> given, String transactionalId) {
        Map<String, Object> properties = producer(given);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return properties;
    }
}
