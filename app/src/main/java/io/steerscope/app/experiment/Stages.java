package io.steerscope.app.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.port.FreePort;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.torch.TorchRuntime;
import io.steerscope.producer.ingest.IngestSettings;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.Worker;

/** All stages of a run, up together. Closing ends the clients first, side by side, and the broker last. */
final class Stages implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final String GENERATOR = "generator ";
    private static final String SCORER = "scorer ";
    private static final Duration OTHERS_AFTER_A_FAILURE = Duration.ofSeconds(5);
    private static final Duration CLOSING_CLIENTS = Duration.ofSeconds(60);
    private static final Duration CLOSING_BROKER = Duration.ofSeconds(30);

    private final RunSettings settings;
    private final TopicCatalogue topics;
    private final EmbeddedBroker broker;
    private final RunClients clients;
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final List<AutoCloseable> readers = new CopyOnWriteArrayList<>();
    private boolean complete;
    private boolean closed;
    private boolean ended;

    private Stages(RunSettings settings, TopicCatalogue topics, EmbeddedBroker broker) {
        this.settings = settings;
        this.topics = topics;
        this.broker = broker;
        this.clients = new RunClients(broker.bootstrapServers());
    }

    /**
     * Starts broker, topics, and then everything else side by side. The ports come first: one that is taken is found
     * before anything is loaded. libtorch, which needs no broker, is loaded meanwhile.
     */
    static Stages start(RunSettings settings, int partitions, ImageFiles images, RunMonitor monitor, RunPhases phases)
            throws InterruptedException {
        if (settings.dashboardPort() != null) {
            FreePort.require(RunAggregator.LOOPBACK, settings.dashboardPort(), "--dashboard-port");
        }
        FreePort.require(RunAggregator.LOOPBACK, settings.brokerPort(), "--port");
        monitor.starting("broker");
        loadLibtorch(settings.parallelism().threads());
        Stages stages = new Stages(
                settings,
                new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, partitions, (short) 1),
                EmbeddedBroker.start(settings.folder().broker(), settings.brokerPort()));
        try {
            phases.end("broker");
            stages.startClients(images, monitor, phases);
            return stages;
        } catch (RuntimeException | InterruptedException e) {
            stages.close();
            throw e;
        }
    }

    /** In a thread of its own; what goes wrong is told by the workers, which ask for the same. */
    private static void loadLibtorch(int threads) {
        DaemonThreads.of("libtorch", () -> {
                    try {
                        TorchRuntime.start(threads);
                    } catch (RuntimeException | LinkageError e) {
                        LOG.atDebug().addKeyValue("reason", e.getMessage()).log("libtorch was not loaded ahead");
                    }
                })
                .start();
    }

    private void startClients(ImageFiles images, RunMonitor monitor, RunPhases phases) throws InterruptedException {
        try (Admin admin = Admin.create(clients.plain())) {
            new TopicAdministrator(admin).apply(topics);
        }
        phases.end("topics");
        monitor.starting("stages");
        List<Runnable> starts = new ArrayList<>();
        starts.add(timed("aggregator and image writer", () -> startReaders(images)));
        if (settings.images() instanceof RunImages.Ingested ingested) {
            starts.add(timed("ingestion", () -> startIngestion(ingested)));
        } else if (settings.images() instanceof RunImages.Generated generated) {
            starts.add(timed("jobs", () -> produce(generated)));
            for (int i = 0; i < settings.parallelism().workers(); i++) {
                String instance = "run-" + i;
                starts.add(worker(GENERATOR + i, () -> generator(generated, instance)));
            }
        }
        for (ClipBundle scorer : settings.scorers()) {
            starts.add(worker(SCORER + scorer.id(), () -> scorer(scorer)));
        }
        complete = new SideBySide(monitor::stopRequested, OTHERS_AFTER_A_FAILURE).run(starts);
        phases.end("jobs, aggregator and models, side by side");
    }

    /** Whether everything is up; otherwise the run was told to stop while it started. */
    boolean isComplete() {
        return complete;
    }

    /** Notes in the log how long a part took to start. */
    private static Runnable timed(String part, Runnable start) {
        return () -> {
            long begin = System.nanoTime();
            start.run();
            LOG.atInfo()
                    .addKeyValue("part", part)
                    .addKeyValue(
                            "millis",
                            Duration.ofNanos(System.nanoTime() - begin).toMillis())
                    .log("started");
        };
    }

    private Runnable worker(String name, Supplier<Worker> start) {
        return timed(name, () -> {
            Worker worker = start.get();
            synchronized (workers) {
                if (closed) {
                    worker.close();
                } else {
                    workers.put(name, worker);
                }
            }
        });
    }

    private void produce(RunImages.Generated generated) {
        ExperimentProducer.produce(clients.plain(), topics, generated.design(), ProduceListener.SILENT);
    }

    private void startIngestion(RunImages.Ingested ingested) {
        readers.add(ImageIngestion.start(
                ingested, clients.plain(), topics, IngestSettings.DEFAULT.withImageFolder(settings.largeImages())));
    }

    private void startReaders(ImageFiles images) {
        readers.add(RunAggregator.start(settings.folder(), clients, topics, settings.dashboardPort()));
        readers.add(ImageWriter.start(clients.plain(), topics.images(), settings.experimentId(), images));
    }

    private Worker generator(RunImages.Generated generated, String instance) {
        GeneratorWorkerSettings generator = GeneratorWorkerSettings.of(
                        generated.generator(),
                        settings.parallelism().threads(),
                        topics,
                        instance,
                        clients.worker(instance))
                .withDevice(settings.device());
        GeneratorWorkerSettings bounded = generator
                .withLimits(settings.bounds().limits())
                .withWorker(settings.bounds().on(generator.worker()));
        GeneratorWorkerSettings placed = bounded.withPlacement(
                new ImagePlacement(ImagePlacement.DEFAULT_INLINE_LIMIT_BYTES, settings.largeImages()));
        Integer batchSize = generated.batchSize();
        GeneratorWorkerSettings sized = batchSize == null ? placed : placed.withBatchSize(batchSize);
        // All jobs of a run have the same settings, so that nothing is gained by taking more of them together.
        return GeneratorWorker.start(sized.withWorker(sized.worker().withBatchSize(sized.batchSize())));
    }

    private Worker scorer(ClipBundle bundle) {
        ScorerWorkerSettings scorer = ScorerWorkerSettings.of(
                        bundle, settings.parallelism().threads(), topics, "run", clients.worker("run"))
                .withDevice(settings.device());
        return ScorerWorker.start(scorer.withEmbeddings(settings.keepsEmbeddings())
                .withLimits(settings.bounds().limits())
                .withWorker(settings.bounds().on(scorer.worker())));
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

    /** Images of the experiment: of ingested ones, as far as it is known. */
    long expectedImages() {
        return settings.images() instanceof RunImages.Generated generated
                ? generated.design().expectedJobs()
                : only(ImageIngestion.class).expected();
    }

    /** Whether {@link #expectedImages} is final. */
    boolean hasAllImages() {
        return settings.images() instanceof RunImages.Generated
                || only(ImageIngestion.class).outcome().isPresent();
    }

    private <T> T only(Class<T> type) {
        return optional(type).orElseThrow();
    }

    private <T> Optional<T> optional(Class<T> type) {
        return readers.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Jobs whose outcome was committed in this run. */
    long settledJobs() {
        return settled(GENERATOR);
    }

    /** Images whose outcome was committed in this run, by all scorers together. */
    long settledImages() {
        return settled(SCORER);
    }

    private long settled(String kind) {
        return workers.entrySet().stream()
                .filter(worker -> worker.getKey().startsWith(kind))
                .mapToLong(worker -> worker.getValue().progress().settled())
                .sum();
    }

    /** Where the time went, worker by worker. */
    List<StageTime> times() {
        return workers.entrySet().stream()
                .map(worker -> StageTime.of(worker.getKey(), worker.getValue()))
                .sorted(Comparator.comparing(StageTime::worker))
                .toList();
    }

    /** @throws RuntimeException of one line if a stage has died, or images cannot be ingested */
    void requireAlive() {
        workers.forEach(RunWorkers::requireAlive);
        optional(ImageIngestion.class).ifPresent(ImageIngestion::requireAlive);
        imageWriter().failure().ifPresent(failure -> {
            throw failure;
        });
        RunAggregator.requireAlive(aggregator(), settings.folder());
    }

    /** Ends the workers; the broker, the aggregator and the writer of images go on. */
    void endWorkers() {
        List<Worker> started = startedWorkers();
        Closing.within(CLOSING_CLIENTS, "workers", () -> RunWorkers.close(started));
        ended = true;
    }

    private List<Worker> startedWorkers() {
        synchronized (workers) {
            closed = true;
            return ended ? List.of() : List.copyOf(workers.values());
        }
    }

    @Override
    public void close() {
        List<Worker> started = startedWorkers();
        List<Closing> clients = new ArrayList<>();
        clients.add(Closing.begin("workers", () -> RunWorkers.close(started)));
        readers.forEach(reader -> clients.add(Closing.begin("readers", reader)));
        clients.forEach(client -> client.await(CLOSING_CLIENTS));
        Closing.within(CLOSING_BROKER, "broker", broker);
    }
}
