package io.steerscope.producer.publish;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;

/**
 * Kafka client properties in three layers, later ones win: what suits a burst of small records, what the user gives, and
 * what the guarantees of this package rest on.
 */
final class ClientProperties {

    private static final int FIFTEEN_MINUTES_MS = 15 * 60 * 1000;

    private ClientProperties() {}

    static Map<String, Object> producer(Map<String, ?> given, String transactionalId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, FIFTEEN_MINUTES_MS);
        properties.putAll(given);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return properties;
    }

    static Map<String, Object> consumer(Map<String, ?> given, IsolationLevel isolation) {
        Map<String, Object> properties = new HashMap<>(given);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString());
        return properties;
    }
}
