package io.steerscope.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.report.ReportDocument;
import io.steerscope.aggregator.report.TopicReport;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.BundleFile;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.StopAt;
import io.steerscope.worker.loop.Worker;

/**
 * Broker, aggregator and scorer workers of a rescoring, up together. Closing ends the clients first and the broker
 * last.
 */
final class RescoreStages implements AutoCloseable {

    private final RescoreSettings settings;
    private final TopicCatalogue topics;
    private final EmbeddedBroker broker;
    private final RunClients clients;
    private final Map<String, Worker> workers = new TreeMap<>();
    private volatile @Nullable Aggregator aggregator;

    private RescoreStages(RescoreSettings settings, TopicCatalogue topics, EmbeddedBroker broker) {
        this.settings = settings;
        this.topics = topics;
        this.broker = broker;
        this.clients = new RunClients(broker.bootstrapServers());
    }

    static RescoreStages start(RescoreSettings settings, ClipBundle bundle, RunRecord record, RunMonitor monitor)
            throws InterruptedException {
        monitor.starting("broker");
        RescoreStages stages = new RescoreStages(
                settings,
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, record.partitions(), (short) 1),
                EmbeddedBroker.start(settings.folder().broker(), 0));
        try {
            monitor.starting("scorer");
            stages.startClients(bundle, record);
            return stages;
        } catch (RuntimeException | InterruptedException e) {
            stages.close();
            throw e;
        }
    }

    private void startClients(ClipBundle bundle, RunRecord record) throws InterruptedException {
        StopAt end = end();
        int threads = settings.threads() == null ? record.threads() : settings.threads();
        List<Runnable> starts = new ArrayList<>();
        starts.add(() -> aggregator = RunAggregator.start(settings.folder(), clients, topics, null));
        for (int i = 0; i < Math.min(copies(bundle, threads), record.partitions()); i++) {
            String name = "scorer " + i;
            String instance = "rescore-" + i;
            starts.add(() -> {
                Worker worker = ScorerWorker.start(worker(instance, threads, end));
                synchronized (workers) {
                    workers.put(name, worker);
                }
            });
        }
        SideBySide.run(starts);
    }

    /** Copies of the model side by side: on the CPU as many as the cores are good for. */
    private int copies(ClipBundle bundle, int threads) {
        long bytes = bundle.manifest().files().values().stream()
                .mapToLong(BundleFile::bytes)
                .sum();
        int cores = settings.device().equals(Device.CPU) ? Runtime.getRuntime().availableProcessors() : 1;
        return Parallelism.choose(bytes, cores, threads, null).workers();
    }

    private ScorerWorkerSettings worker(String instance, int threads, StopAt end) {
        ScorerWorkerSettings open = ScorerWorkerSettings.of(
                        settings.scorer(), threads, topics, instance, clients.worker(instance))
                .withDevice(settings.device())
                .withEmbeddings(settings.keepsEmbeddings());
        return open.withWorker(open.worker().withStopAt(end));
    }

    private StopAt end() throws InterruptedException {
        try (Admin admin = Admin.create(clients.plain())) {
            return StopAt.currentEndOf(topics.images().name(), admin);
        } catch (ExecutionException e) {
            throw new ActionableException(
                    "the images of " + settings.folder().root() + " cannot be read: "
                            + e.getCause().getMessage(),
                    e);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Aggregator aggregator() {
        return Optional.ofNullable(aggregator).orElseThrow();
    }

    /** Whether the workers have read every image up to the end and committed what came of it. */
    boolean haveReadAll() {
        return workers.values().stream().allMatch(worker -> worker.state().isFinal());
    }

    /** The report as the topics give it at this moment. */
    ReportDocument reportFromTopics(String experimentId) {
        return TopicReport.read(clients.plain(), topics, experimentId);
    }

    /** Where the time went, worker by worker. */
    List<StageTime> times() {
        return workers.entrySet().stream()
                .map(worker -> StageTime.of(worker.getKey(), worker.getValue()))
                .toList();
    }

    /** @throws ActionableException if a stage has died */
    void requireAlive() {
        workers.forEach(RunWorkers::requireAlive);
        RunAggregator.requireAlive(aggregator(), settings.folder());
    }

    @Override
    public void close() {
        RunWorkers.close(workers.values());
        Optional.ofNullable(aggregator).ifPresent(Aggregator::close);
        broker.close();
    }
}
