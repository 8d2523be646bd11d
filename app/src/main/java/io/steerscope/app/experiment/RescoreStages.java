package io.steerscope.app.experiment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.deadletter.LetterRetry;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.results.intake.TopicReport;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.StopAt;
import io.steerscope.worker.loop.Worker;

/**
 * Broker, aggregator and scorer worker of a rescoring, up together. Closing ends the clients first and the broker
 * last.
 */
final class RescoreStages implements AutoCloseable {

    private static final String INSTANCE = "rescore";
    private static final Duration OTHERS_AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(60);

    private final RescoreSettings settings;
    private final TopicCatalogue topics;
    private final EmbeddedBroker broker;
    private final RunClients clients;
    private boolean complete;
    private volatile @Nullable Aggregator aggregator;
    private volatile @Nullable Worker scorer;

    private RescoreStages(RescoreSettings settings, TopicCatalogue topics, EmbeddedBroker broker) {
        this.settings = settings;
        this.topics = topics;
        this.broker = broker;
        this.clients = new RunClients(broker.bootstrapServers());
    }

    static RescoreStages start(RescoreSettings settings, RunRecord record, RunMonitor monitor)
            throws InterruptedException {
        monitor.starting("broker");
        RescoreStages stages = new RescoreStages(
                settings,
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, record.partitions(), (short) 1),
                EmbeddedBroker.start(settings.folder().broker(), 0));
        try {
            monitor.starting("scorer");
            stages.startClients(record, monitor::stopRequested);
            return stages;
        } catch (RuntimeException | InterruptedException e) {
            stages.close();
            throw e;
        }
    }

    private void startClients(RunRecord record, BooleanSupplier stop) throws InterruptedException {
        try (Admin admin = Admin.create(clients.plain())) {
            new TopicAdministrator(admin).apply(topics);
        }
        if (settings.retriesFailed()) {
            LetterRetry.retry(
                    clients.plain(),
                    topics,
                    RetryHint.filter(topics, settings.scorer().id()),
                    letters -> {});
        }
        StopAt end = end();
        int threads = settings.threads() == null ? record.threads() : settings.threads();
        boolean keepsEmbeddings = record.keepsEmbeddingsOf(settings.scorer());
        complete = new SideBySide(stop, OTHERS_AFTER_A_FAILURE)
                .run(List.of(
                        () -> aggregator = RunAggregator.start(settings.folder(), clients, topics, null),
                        () -> scorer = ScorerWorker.start(scorerSettings(threads, end, keepsEmbeddings))));
    }

    /** Whether everything is up; otherwise the rescoring was told to stop while it started. */
    boolean isComplete() {
        return complete;
    }

    private ScorerWorkerSettings scorerSettings(int threads, StopAt end, boolean keepsEmbeddings) {
        ScorerWorkerSettings open = ScorerWorkerSettings.of(
                        settings.scorer(), threads, topics, INSTANCE, clients.worker(INSTANCE))
                .withDevice(settings.device())
                .withLimits(settings.bounds().limits())
                .withEmbeddings(keepsEmbeddings);
        return open.withWorker(settings.bounds().on(open.worker()).withStopAt(end));
    }

    private StopAt end() throws InterruptedException {
        try (Admin admin = Admin.create(clients.plain())) {
            return StopAt.currentEndOf(topics.images().name(), admin);
        } catch (ExecutionException e) {
            throw new ActionableException(
                    "the images of " + settings.folder().root() + " cannot be read: " + FailureLine.of(e), e);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Aggregator aggregator() {
        return Optional.ofNullable(aggregator).orElseThrow();
    }

    private Worker scorer() {
        return Optional.ofNullable(scorer).orElseThrow();
    }

    /** Whether the worker has read every image up to the end and committed what came of it. */
    boolean hasReadAll() {
        return scorer().state().isFinal();
    }

    /** The report as the topics give it at this moment. */
    ReportDocument reportFromTopics(String experimentId) {
        return TopicReport.readMargins(clients.plain(), topics, experimentId);
    }

    /** Where the scorer's time went. */
    List<StageTime> times() {
        return List.of(StageTime.of("scorer", scorer()));
    }

    /** @throws ActionableException if a stage has died */
    void requireAlive() {
        RunWorkers.requireAlive("scorer", scorer());
        RunAggregator.requireAlive(aggregator(), settings.folder());
    }

    @Override
    public void close() {
        Optional.ofNullable(scorer).ifPresent(part -> Closing.within(CLOSING, "scorer", part));
        Optional.ofNullable(aggregator).ifPresent(part -> Closing.within(CLOSING, "aggregator", part));
        Closing.within(CLOSING, "broker", broker);
    }
}
