package io.steerscope.app.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
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
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<?>> starts = new ArrayList<>();
        starts.add(CompletableFuture.runAsync(this::produce, threads));
        starts.add(CompletableFuture.runAsync(() -> startReaders(images), threads));
        for (int i = 0; i < settings.parallelism().generatorWorkers(); i++) {
            String instance = "run-" + i;
            starts.add(start(threads, "generator " + i, () -> generator(instance)));
        }
        for (Path scorer : settings.scorers()) {
            starts.add(start(threads, "scorer " + scorer.getFileName(), () -> scorer(scorer)));
        }
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new))
                    .handle((done, failure) -> done)
                    .join();
            starts.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            threads.shutdown();
        }
    }

    private CompletableFuture<Void> start(ExecutorService threads, String name, Supplier<Worker> start) {
        return CompletableFuture.runAsync(
                () -> {
                    Worker worker = start.get();
                    synchronized (workers) {
                        workers.put(name, worker);
                    }
                },
                threads);
    }

    private void produce() {
        ExperimentProducer.produce(clients.plain(), topics, settings.design(), ProduceListener.SILENT);
    }

    private void startReaders(ImageFiles images) {
        Integer port = settings.dashboardPort();
        Aggregator aggregator = Aggregator.start(AggregatorSettings.local(
                        clients.plain(), topics, settings.folder().state())
                .withInstanceId("run")
                .withHttp("127.0.0.1", port == null ? 0 : port, "127.0.0.1"));
        readers.add(aggregator);
        readers.add(ImageWriter.start(
                clients.plain(), topics.images(), settings.design().experimentId(), images));
    }

    private Worker generator(String instance) {
        GeneratorWorkerSettings generator = GeneratorWorkerSettings.of(
                settings.generator(), settings.parallelism().threads(), topics, instance, clients.worker(instance));
        return GeneratorWorker.start(generator.withPlacement(new ImagePlacement(
                ImagePlacement.DEFAULT_INLINE_LIMIT_BYTES, settings.folder().largeImages())));
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
        workers.forEach((name, worker) -> worker.failure().ifPresent(failure -> {
            throw new ActionableException(name + " failed: " + failure.getMessage(), failure);
        }));
        imageWriter().failure().ifPresent(failure -> {
            throw failure;
        });
        String state = aggregator().check().state();
        if (state.contains("error") || state.equals("not running")) {
            throw new ActionableException("aggregator failed: its streams are in state " + state + "; the log is "
                    + settings.folder().log());
        }
    }

    @Override
    public void close() {
        workers.values().forEach(Worker::requestStop);
        workers.values().forEach(Worker::close);
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
