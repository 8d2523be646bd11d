package io.steerscope.aggregator;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.results.intake.TopicReading;
import io.steerscope.schemas.client.ClientProperties;
import io.steerscope.schemas.consumer.PersistentConsumer;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The clients of an aggregator besides its streams. */
final class AggregatorClients {

    private static final Logger LOG = LoggerFactory.getLogger(AggregatorClients.class);
    private static final int REQUEST_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 10_000;

    private final AggregatorSettings settings;

    AggregatorClients(AggregatorSettings settings) {
        this.settings = settings;
    }

    /** An administrator that says soon that the cluster does not answer. */
    Admin admin() {
        Map<String, Object> properties = properties(AdminClientConfig.configNames(), "position-watch");
        properties.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return Admin.create(properties);
    }

    Producer<String, ExperimentReport> reportProducer() {
        Map<String, Object> properties =
                ClientProperties.producer(properties(ProducerConfig.configNames(), "report-publisher"));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.IMAGE_MESSAGE_BYTES);
        return new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(ExperimentReport.class));
    }

    /** A producer of decisions that fences the one before of the same application. */
    Producer<String, Decision> decisionProducer() {
        Map<String, Object> properties = ClientProperties.transactionalProducer(
                properties(ProducerConfig.configNames(), "decision-publisher"),
                settings.applicationId() + "-decisions");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(Decision.class));
    }

    /** Hands over all decisions that are committed. */
    void readDecisions(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action) {
        try (TopicReading reading = new TopicReading(properties(ConsumerConfig.configNames(), "decisions"))) {
            reading.forEach(
                    settings.topics().decisions().name(), TopicReading.Extent.AND_NEWER, action::accept, left -> {});
        }
    }

    /** Clients of the streams, whose consumers go on behind records that cannot be read. */
    static KafkaClientSupplier ofStreams() {
        return new KafkaClientSupplier() {
            @Override
            public Admin getAdmin(Map<String, Object> config) {
                return Admin.create(config);
            }

            @Override
            public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
                return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            }

            @Override
            public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
                return new PersistentConsumer(config);
            }

            @Override
            public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
                return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            }

            @Override
            public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
                return getRestoreConsumer(config);
            }
        };
    }

    /** A consumer of no group that reads what is committed. */
    KafkaConsumer<byte[], byte[]> designConsumer() {
        return PersistentConsumer.ofNoGroup(
                properties(ConsumerConfig.configNames(), "designs"), IsolationLevel.READ_COMMITTED);
    }

    /** The largest batch that the topic of dead letters takes from the streams' producer. */
    long deadLetterBytes(Admin admin, Properties streams) {
        Object own = streams.get(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
        long request = Long.parseLong(String.valueOf(own));
        ConfigResource topic = new ConfigResource(
                ConfigResource.Type.TOPIC, settings.topics().deadLetters().name());
        try {
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(Set.of(topic)).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            ConfigEntry most = Objects.requireNonNull(configs.get(topic)).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            return most == null ? request : Math.min(request, Long.parseLong(most.value()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atInfo()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("reason", FailureLine.of(e))
                    .log("the size of dead letters is taken to be the usual one");
        }
        return Math.min(request, TopicCatalogue.DEAD_LETTER_MESSAGE_BYTES);
    }

    private Map<String, Object> properties(Set<String> known, String client) {
        Map<String, Object> properties = ClientProperties.known(settings.clientProperties(), known);
        properties.put("client.id", settings.applicationId() + "-" + client);
        return properties;
    }
}
