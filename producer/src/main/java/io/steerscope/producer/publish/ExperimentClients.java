package io.steerscope.producer.publish;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Opens the producer of an experiment. */
final class ExperimentClients {

    private static final int FIFTEEN_MINUTES_MS = 15 * 60 * 1000;

    private ExperimentClients() {}

    static Producer<String, byte[]> producer(
            Map<String, ?> kafkaConfig, TopicCatalogue catalogue, String experimentId) {
        return new KafkaProducer<>(
                properties(kafkaConfig, ExperimentTransaction.id(catalogue, experimentId)),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * In three layers, later ones win: what suits a burst of small records, what the user gives, and what the
     * guarantees of this package rest on.
     */
    static Map<String, Object> properties(Map<String, ?> given, String transactionalId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, FIFTEEN_MINUTES_MS);
        properties.putAll(given);
        return ClientProperties.transactionalProducer(properties, transactionalId);
    }
}
