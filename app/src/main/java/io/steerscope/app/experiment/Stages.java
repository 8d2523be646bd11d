package io.steerscope.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.Worker;

/** All stages of a run, up together. Closing ends the clients first and the broker last. */
final class Stages implements AutoCloseable {

    private final RunSettings settings;
    private final TopicCatalogue topics;
    private final EmbeddedBroker broker;
    private final RunClients clients;
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final List<AutoCloseable> readers = new ArrayList<>();

    private Stages(RunSettings settings, TopicCatalogue topics, EmbeddedBroker broker) {
        this.settings = settings;
        this.topics = topics;
        this.broker = broker;
        this.clients = new RunClients(broker.bootstrapServers());
    }

    /** Starts broker, topics, and then everything else side by side. */
    static Stages start(RunSettings settings, int partitions, ImageFiles images, RunMonitor monitor) {
        monitor.starting("broker");
        Stages stages = new Stages(
                settings,
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, partitions, (short) 1),
                EmbeddedBroker.start(settings.folder().broker(), settings.brokerPort()));
        try {
            stages.startClients(images, monitor);
            return stages;
        } catch (RuntimeException e) {
            stages.close();
            throw e;
        }
    }

    private void startClients(ImageFiles images, RunMonitor monitor) {
        try (Admin admin = Admin.create(clients.plain())) {
            new TopicAdministrator(admin).apply(topics);
        }
        monitor.starting("stages");
        List<Runnable> starts = new ArrayList<>();
        starts.add(this::produce);
        starts.add(() -> startReaders(images));
        for (int i = 0; i < settings.parallelism().workers(); i++) {
            String instance = "run-" + i;
            starts.add(worker("generator " + i, () -> generator(instance)));
        }
        for (Path scorer : settings.scorers()) {
            starts.add(worker("scorer " + scorer.getFileName(), () -> scorer(scorer)));
        }
        SideBySide.run(starts);
    }

    private Runnable worker(String name, Supplier<Worker> start) {
        return () -> {
            Worker worker = start.get();
            synchronized (workers) {
                workers.put(name, worker);
            }
        };
    }

    private void produce() {
        ExperimentProducer.produce(clients.plain(), topics, settings.design(), ProduceListener.SILENT);
    }

    private void startReaders(ImageFiles images) {
        readers.add(RunAggregator.start(settings.folder(), clients, topics, settings.dashboardPort()));
        readers.add(ImageWriter.start(
                clients.plain(), topics.images(), settings.design().experimentId(), images));
    }

    private Worker generator(String instance) {
        GeneratorWorkerSettings generator = GeneratorWorkerSettings.of(
                settings.generator(), settings.parallelism().threads(), topics, instance, clients.worker(instance));
        GeneratorWorkerSettings placed = generator.withPlacement(new ImagePlacement(
                ImagePlacement.DEFAULT_INLINE_LIMIT_BYTES, settings.folder().largeImages()));
        Integer batchSize = settings.batchSize();
        return GeneratorWorker.start(batchSize == null ? placed : placed.withBatchSize(batchSize));
    }

    private Worker scorer(Path bundle) {
        return ScorerWorker.start(ScorerWorkerSettings.of(
                bundle, settings.parallelism().threads(), topics, "run", clients.worker("run")));
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Aggregator aggregator() {
        return only(Aggregator.class);
    }

    ImageWriter imageWriter() {
        return only(ImageWriter.class);
    }

    private <T> T only(Class<T> type) {
        return readers.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Where the time went, worker by worker. */
    List<StageTime> times() {
        return workers.entrySet().stream()
                .map(worker -> StageTime.of(worker.getKey(), worker.getValue()))
                .sorted(Comparator.comparing(StageTime::worker))
                .toList();
    }

    /** @throws ActionableException if a stage has died */
    void requireAlive() {
        workers.forEach(RunWorkers::requireAlive);
        imageWriter().failure().ifPresent(failure -> {
            throw failure;
        });
        RunAggregator.requireAlive(aggregator(), settings.folder());
    }

    @Override
    public void close() {
        RunWorkers.close(workers.values());
        readers.forEach(reader -> {
            try {
                reader.close();
            } catch (Exception e) {
                throw new IllegalStateException("a stage did not close: " + e.getMessage(), e);
            }
        });
        broker.close();
    }
}
