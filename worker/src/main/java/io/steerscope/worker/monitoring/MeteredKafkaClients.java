package io.steerscope.worker.monitoring;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

import io.steerscope.worker.client.ClusterProbe;
import io.steerscope.worker.client.KafkaClients;

/**
 * Kafka clients whose own metrics are bound to a registry until this is closed. Consumers of no group live for moments,
 * and have none.
 */
public final class MeteredKafkaClients implements KafkaClients, AutoCloseable {

    private final KafkaClients clients;
    private final MeterRegistry registry;
    private final List<Tag> tags;
    private final List<KafkaClientMetrics> consumerMetrics = new CopyOnWriteArrayList<>();
    private @Nullable KafkaClientMetrics producerMetrics;

    /**
     * @param worker value of the tag {@code worker}
     */
    public MeteredKafkaClients(KafkaClients clients, MeterRegistry registry, String worker) {
        this.clients = clients;
        this.registry = registry;
        this.tags = List.of(Tag.of("worker", worker));
    }

    @Override
    public Consumer<byte[], byte[]> openConsumer(Map<String, Object> configuration) {
        Consumer<byte[], byte[]> consumer = clients.openConsumer(configuration);
        if (!configuration.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            return consumer;
        }
        KafkaClientMetrics metrics = new KafkaClientMetrics(consumer, tags);
        metrics.bindTo(registry);
        consumerMetrics.add(metrics);
        return consumer;
    }

    @Override
    public Consumer<byte[], byte[]> openFollower(Map<String, Object> configuration) {
        return clients.openFollower(configuration);
    }

    @Override
    public synchronized Producer<byte[], byte[]> openProducer(Map<String, Object> configuration) {
        closeProducerMetrics();
        Producer<byte[], byte[]> producer = clients.openProducer(configuration);
        KafkaClientMetrics metrics = new KafkaClientMetrics(producer, tags);
        metrics.bindTo(registry);
        producerMetrics = metrics;
        return producer;
    }

    @Override
    public ClusterProbe openProbe(Map<String, Object> configuration) {
        return clients.openProbe(configuration);
    }

    @Override
    public synchronized void close() {
        consumerMetrics.forEach(KafkaClientMetrics::close);
        consumerMetrics.clear();
        closeProducerMetrics();
    }

    private void closeProducerMetrics() {
        KafkaClientMetrics metrics = producerMetrics;
        producerMetrics = null;
        if (metrics != null) {
            metrics.close();
        }
    }
}
