package io.steerscope.aggregator;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.http.HttpApi;
import io.steerscope.aggregator.image.TopicImages;
import io.steerscope.aggregator.partition.PartitionQueries;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.query.InputPosition;
import io.steerscope.aggregator.query.LiveState;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.PositionWatch;
import io.steerscope.aggregator.topology.StatisticsTopology;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * A running aggregator: the topology, its live queries over Java and HTTP, and the publisher of reports.
 *
 * <p>Several instances of an application id share the partitions, and each answers every question, asking the others for
 * what they hold. An answer is whole, or refused (503) rather than given in part.
 */
public final class Aggregator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final HttpApi http;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;
    private final Producer<String, ExperimentReport> producer;
    private final ReportPublisher publisher;
    private final LiveStatistics statistics;
    private final PositionWatch position;
    private final PartitionQueries partitions;
    private final TopicImages images;
    private final boolean lasting;

    private Aggregator(AggregatorSettings settings, HttpApi http, PrometheusMeterRegistry registry) {
        this.http = http;
        HostInfo self = settings.advertised(http.address().getPort());
        Properties properties = StreamsProperties.of(settings, self.port());
        this.streams = new KafkaStreams(StatisticsTopology.build(properties, settings.topics()), properties);
        this.metrics = new KafkaStreamsMetrics(streams);
        this.producer = new KafkaProducer<>(
                producerProperties(settings), new StringSerializer(), AvroSerdes.serializer(ExperimentReport.class));
        Admin admin = Admin.create(adminProperties(settings));
        this.position = new PositionWatch(
                admin,
                settings.applicationId(),
                PartitionQueries.inputTopics(settings.applicationId(), settings.topics()),
                this::observe);
        this.partitions = new PartitionQueries(
                streams,
                settings.applicationId(),
                self,
                settings.topics(),
                position::latest,
                admin,
                registry,
                settings.http().shownToPeers());
        LiveState state = partitions.state();
        this.statistics = new LiveStatistics(state);
        this.publisher = new ReportPublisher(
                state, statistics, producer, settings.topics().reports().name(), partitions::isFirst);
        this.images = new TopicImages(
                settings.clientProperties(), settings.topics().images().name(), settings.applicationId() + "-images");
        this.lasting = settings.instanceId() != null;
        if (settings.kafkaMetrics()) {
            metrics.bindTo(registry);
        }
    }

    /**
     * Starts an aggregator and returns at once; it answers as soon as {@link #check()} is healthy.
     *
     * @param settings how it runs; its topics must exist
     * @throws IllegalStateException if the HTTP port cannot be opened; the message is one line
     * @throws org.apache.kafka.common.KafkaException if the client properties cannot be used
     */
    public static Aggregator start(AggregatorSettings settings) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpApi http = HttpApi.open(settings.server(), registry, registry::scrape);
        try {
            Aggregator aggregator = new Aggregator(settings, http, registry);
            aggregator.start();
            return aggregator;
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    /** Live queries. */
    public LiveStatistics statistics() {
        return statistics;
    }

    /** Where the dashboard is, such as {@code http://127.0.0.1:8080/}; the API is below {@code api/}. */
    public URI httpAddress() {
        return http.address();
    }

    /** Whether questions can be answered now. */
    public AggregatorHealth check() {
        KafkaStreams.State state = streams.state();
        String name = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (state) {
            case RUNNING -> AggregatorHealth.ready(name, answering());
            case CREATED, REBALANCING -> AggregatorHealth.notReady(name, "not ready yet, ask again");
            default -> AggregatorHealth.dead(name, "stopped; restart the aggregator");
        };
    }

    private String answering() {
        List<String> silent = partitions.silent();
        return silent.isEmpty() ? "answering" : "answering; no answer from " + String.join(", ", silent);
    }

    /** Stops everything, within some 20 seconds. Committed state is kept. */
    @Override
    public void close() {
        publisher.close();
        images.close();
        http.close();
        metrics.close();
        partitions.close();
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership()))) {
            LOG.atWarn().addKeyValue("timeout", CLOSE_TIMEOUT).log("streams did not stop in time");
        }
        producer.close(Duration.ofSeconds(5));
        position.close();
    }

    /** An instance with a lasting name comes back for its partitions; those of another are handed on at once. */
    private CloseOptions.GroupMembershipOperation membership() {
        return lasting
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
    }

    private void observe(InputPosition measured) {
        partitions.observe(measured);
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        partitions.stateListener().onChange(now, before);
        LOG.atInfo().addKeyValue("state", now).addKeyValue("before", before).log("aggregator state");
    }

    private void start() {
        streams.setUncaughtExceptionHandler(new ThreadReplacement(System::nanoTime));
        streams.setStateListener(this::changed);
        http.serve(statistics, this::check);
        http.serveStores(partitions.service());
        http.serveImages(images);
        streams.start();
        position.start();
        partitions.start();
        publisher.start();
        LOG.atInfo().addKeyValue("address", http.address()).log("aggregator started");
    }

    private static Map<String, Object> adminProperties(AggregatorSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        settings.clientProperties().forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                properties.put(name, value);
            }
        });
        properties.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-position-watch");
        return properties;
    }

    private static Map<String, Object> producerProperties(AggregatorSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        settings.clientProperties().forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                properties.put(name, value);
            }
        });
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-report-publisher");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicCatalogue.IMAGE_MESSAGE_BYTES);
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return properties;
    }
}
