package io.steerscope.worker.client;

import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

import io.steerscope.schemas.consumer.PersistentConsumer;

/** Opens the Kafka clients of a worker. */
public interface KafkaClients {

    /** Opens a consumer with complete configuration. */
    Consumer<byte[], byte[]> openConsumer(Map<String, Object> configuration);

    /** Opens a consumer of no group with complete configuration, which goes on behind records that cannot be read. */
    default Consumer<byte[], byte[]> openFollower(Map<String, Object> configuration) {
        return openConsumer(configuration);
    }

    /** Opens a transactional producer with complete configuration. */
    Producer<byte[], byte[]> openProducer(Map<String, Object> configuration);

    /** Opens a probe with complete configuration. */
    ClusterProbe openProbe(Map<String, Object> configuration);

    /** Clients that connect to a cluster. */
    static KafkaClients connecting() {
        return new KafkaClients() {
            @Override
            public Consumer<byte[], byte[]> openConsumer(Map<String, Object> configuration) {
                return new KafkaConsumer<>(configuration);
            }

            @Override
            public Consumer<byte[], byte[]> openFollower(Map<String, Object> configuration) {
                return new PersistentConsumer(configuration);
            }

            @Override
            public Producer<byte[], byte[]> openProducer(Map<String, Object> configuration) {
                return new KafkaProducer<>(configuration);
            }

            @Override
            public ClusterProbe openProbe(Map<String, Object> configuration) {
                return new AdminProbe(Admin.create(configuration));
            }
        };
    }
}
