package io.steerscope.aggregator;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.design.DesignFollower;
import io.steerscope.aggregator.http.HttpApi;
import io.steerscope.aggregator.image.TopicImages;
import io.steerscope.aggregator.monitoring.AggregatorActivity;
import io.steerscope.aggregator.monitoring.ExperimentMeters;
import io.steerscope.aggregator.monitoring.RestoreMeters;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.query.LiveState;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.PartitionedState;
import io.steerscope.aggregator.query.StoreCatalogue;
import io.steerscope.aggregator.query.TopicShape;
import io.steerscope.aggregator.topology.RefusedRecords;
import io.steerscope.aggregator.topology.StatisticsTopology;
import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.httpserver.ProcessMeters;
import io.steerscope.interactivequeries.InputPosition;
import io.steerscope.interactivequeries.PartitionQueries;
import io.steerscope.interactivequeries.PositionWatch;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.intake.Designs;
import io.steerscope.results.intake.LeftOutLog;
import io.steerscope.results.intake.LeftOutRecord;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.text.FailureLine;

/**
 * A running aggregator: the topology, its live queries over Java and HTTP, and the publishers of reports and
 * decisions.
 *
 * <p>Several instances of an application id share the partitions, and each answers every question, asking the others
 * for what they hold. An answer is whole, or refused (503) rather than given in part.
 */
public final class Aggregator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Aggregator.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);
    private static final int LEFT_OUT_SHOWN = 20;

    private final OpenedResources opened;
    private final HttpApi http;
    private final KafkaStreams streams;
    private final ReportPublisher publisher;
    private final DecisionPublisher decisions;
    private final LiveStatistics statistics;
    private final PositionWatch position;
    private final TopicWatch topics;
    private final DesignFollower designs;
    private final PartitionQueries partitions;
    private final TopicImages images;
    private final ExperimentMeters meters;
    private final LeftOutLog log = new LeftOutLog(System::nanoTime);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final boolean lasting;
    private final PrometheusMeterRegistry registry;
    private final String scoresTopic;
    private final Counter rebalances;

    /** @param opened takes over what is opened, in the order in which it must not be closed */
    private Aggregator(
            AggregatorSettings settings, HttpApi http, PrometheusMeterRegistry registry, OpenedResources opened) {
        this.http = http;
        this.registry = registry;
        this.scoresTopic = settings.topics().scores().name();
        this.opened = opened;
        this.lasting = settings.instanceId() != null;
        this.rebalances = Counter.builder("steerscope.rebalances")
                .description("Times that partitions were handed out anew")
                .register(registry);
        AggregatorClients clients = new AggregatorClients(settings);
        HostInfo self = settings.advertised(http.address().getPort());
        Properties properties = StreamsProperties.of(settings, self.port());
        Admin admin = clients.admin();
        this.position = new PositionWatch(
                admin,
                settings.applicationId(),
                StoreCatalogue.inputTopics(settings.applicationId(), settings.topics()),
                this::observe,
                FailureLine::of);
        opened.add(position, position::close);
        Producer<String, ExperimentReport> producer = clients.reportProducer();
        opened.add(producer, () -> producer.close(Duration.ofSeconds(5)));
        RefusedRecords refused = new RefusedRecords(
                settings.topics().deadLetters().name(), clients.deadLetterBytes(admin, properties), log, registry);
        this.streams = new KafkaStreams(
                StatisticsTopology.build(
                        properties, settings.topics(), settings.limits(), refused, BuiltInDslStoreSuppliers.ROCKS_DB),
                properties,
                AggregatorClients.ofStreams());
        opened.add(streams, this::closeStreams);
        streams.setGlobalStateRestoreListener(new RestoreMeters(registry));
        streams.setUncaughtExceptionHandler(
                new ThreadReplacement(System::nanoTime, settings.applicationId(), this::changedTopic, this::failed));
        StoreCatalogue stores = new StoreCatalogue(settings.applicationId(), settings.topics());
        this.partitions = new PartitionQueries(
                streams,
                settings.applicationId(),
                self,
                stores.stores(),
                position::latest,
                admin,
                registry,
                PeerSignature.of(settings.http().shownToPeers()));
        opened.add(partitions, partitions::close);
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams);
        opened.add(metrics, metrics::close);
        ProcessMeters process = ProcessMeters.bindTo(registry);
        opened.add(process, process::close);
        Designs read = new Designs(settings.topics(), settings.limits(), log);
        this.designs = new DesignFollower(read, clients::designConsumer, cause -> ended(FailureLine.of(cause)));
        LiveState state = new PartitionedState(designs::designs, stores, partitions);
        this.statistics = new LiveStatistics(state);
        this.meters = new ExperimentMeters(statistics, registry);
        opened.add(meters, meters::close);
        opened.add(http, http::close);
        this.images = new TopicImages(
                settings.clientProperties(), settings.topics().images().name(), settings.applicationId() + "-images");
        opened.add(images, images::close);
        opened.add(log, log::flush);
        opened.add(designs, designs::close);
        this.publisher = new ReportPublisher(
                state,
                statistics,
                producer,
                settings.topics().reports().name(),
                () -> partitions.holds(stores.first()));
        opened.add(publisher, publisher::close);
        this.decisions = new DecisionPublisher(
                state,
                () -> DecisionLog.open(
                        clients::decisionProducer, clients::readDecisions, settings.topics(), settings.limits()),
                () -> partitions.holds(stores.first()),
                System::nanoTime);
        opened.add(decisions, decisions::close);
        this.topics = new TopicWatch(
                admin, new TopicShape(settings.applicationId(), settings.topics()), this::ended, log::tick);
        opened.add(topics, topics::close);
        if (settings.kafkaMetrics()) {
            metrics.bindTo(registry);
        }
        Gauge.builder("steerscope.live", this, aggregator -> aggregator.check().live() ? 1 : 0)
                .description("1 if the aggregator lives, as /health/live says, else 0")
                .register(registry);
        Gauge.builder("steerscope.ready", this, aggregator -> aggregator.check().ready() ? 1 : 0)
                .description("1 if questions are answered, as /health/ready says, else 0")
                .register(registry);
        Gauge.builder("steerscope.cluster.available", position, of -> of.isCurrent() ? 1 : 0)
                .description("1 if the cluster answers and has the topics of the role, else 0")
                .register(registry);
        for (String topic : read.topics()) {
            Gauge.builder("steerscope.records.left.out", read.leftOut(), left -> left.count(topic))
                    .description("Designs and reports that do not count at present, at most 1,000")
                    .tag("topic", topic)
                    .register(registry);
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
        OpenedResources opened = new OpenedResources();
        HttpApi http = HttpApi.open(settings.server(), registry, registry::scrape);
        opened.add(http, http::close);
        try {
            Aggregator aggregator = new Aggregator(settings, http, registry, opened);
            aggregator.start();
            return aggregator;
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
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

    /** Whether it lives, and whether questions can be answered now. Asks nobody. */
    public AggregatorHealth check() {
        State state = streams.state();
        String name = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String line = failure.get();
        if (line != null) {
            return AggregatorHealth.dead(name, line);
        }
        return switch (state) {
            case CREATED, REBALANCING, RUNNING -> answering(name);
            case PENDING_SHUTDOWN -> AggregatorHealth.notReady(name, "stopping");
            default -> AggregatorHealth.dead(name, "stopped; restart the aggregator");
        };
    }

    /** What it has done since its start. Asks nobody. */
    public AggregatorActivity activity() {
        return AggregatorActivity.of(
                registry, scoresTopic, designs.designs().experiments().size(), behind());
    }

    private long behind() {
        try {
            return position.latest().lag();
        } catch (StateUnavailableException e) {
            return -1;
        }
    }

    /** Why it cannot go on, in one line; empty while it can. */
    public Optional<String> failure() {
        String line = failure.get();
        if (line == null && EnumSet.of(State.PENDING_ERROR, State.ERROR).contains(streams.state())) {
            line = "its streams ended in an error, which the log names";
        }
        return Optional.ofNullable(line);
    }

    private AggregatorHealth answering(String name) {
        try {
            List<LeftOutRecord> leftOut = designs.designs().leftOut().first(LEFT_OUT_SHOWN);
            partitions.look();
            StringBuilder detail = new StringBuilder("answering");
            List<String> silent = partitions.silent();
            if (!silent.isEmpty()) {
                detail.append("; no answer from ").append(String.join(", ", silent));
            }
            position.silence().ifPresent(since -> detail.append("; ").append(since));
            return AggregatorHealth.ready(name, detail.toString()).withLeftOut(leftOut);
        } catch (StateUnavailableException e) {
            return AggregatorHealth.notReady(name, String.valueOf(e.getMessage()));
        }
    }

    /** Stops everything, within some 20 seconds. Committed state is kept. */
    @Override
    public void close() {
        opened.close();
    }

    private void closeStreams() {
        if (!streams.close(CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(membership()))) {
            LOG.atWarn().addKeyValue("timeout", CLOSE_TIMEOUT).log("streams did not stop in time");
        }
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

    private void changed(State now, State before) {
        partitions.stateListener().onChange(now, before);
        if (now == State.REBALANCING) {
            rebalances.increment();
        }
        LOG.atInfo().addKeyValue("state", now).addKeyValue("before", before).log("aggregator state");
    }

    private Optional<String> changedTopic() {
        return topics.changed();
    }

    /** Takes note of why it cannot go on. The first reason is the one. */
    private void failed(String line) {
        failure.compareAndSet(null, line);
    }

    /** Ends the streams too, which do not know yet. */
    private void ended(String line) {
        LOG.atError().addKeyValue("reason", line).log("the aggregator ends");
        failed(line);
        streams.close(CloseOptions.timeout(Duration.ZERO).withGroupMembershipOperation(membership()));
    }

    private void start() {
        streams.setStateListener(this::changed);
        http.serve(statistics, this::check);
        http.serveStores(partitions.service());
        http.serveImages(images);
        topics.start();
        if (failure.get() == null) {
            streams.start();
        }
        designs.start();
        position.start();
        partitions.start();
        publisher.start();
        decisions.start();
        meters.start();
        LOG.atInfo().addKeyValue("address", http.address()).log("aggregator started");
    }
}
