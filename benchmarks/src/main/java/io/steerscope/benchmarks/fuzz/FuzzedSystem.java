package io.steerscope.benchmarks.fuzz;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.generatorworker.worker.GeneratorWorker;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.pairs.PairSetReader;
import io.steerscope.producer.publish.ExperimentProducer;
import io.steerscope.producer.publish.ProduceListener;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorker;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;
import io.steerscope.worker.loop.FailurePolicy;
import io.steerscope.worker.loop.RetryPolicy;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerSettings;

/**
 * Broker, generator, scorer and aggregator in this process, with small models of one step.
 *
 * <p>What is unusual: jobs are limited to one step and 64 pixels, so that an absurd job within the default limits does
 * not take its hour, and a missing file is asked for twice within milliseconds.
 */
final class FuzzedSystem implements AutoCloseable {

    /** The experiment that nobody fuzzes. */
    static final String EXPERIMENT = "truth";

    private static final int BATCH = 256;
    private static final int FAILURE_LIMIT = 1_000;
    private static final List<String> PAIRS = List.of(
            "pair_id,category,source,target",
            "c1,colour,one white tulip,one red tulip",
            "c2,colour,two pink bolts,two white bolts",
            "c3,colour,one blue boat,one orange boat",
            "s1,size,one small rocket,one large rocket",
            "s2,size,one small crown,one large crown");

    private final EmbeddedBroker broker;
    private final Path folder;
    private final FuzzedBundles bundles;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final TopicCatalogue topics;
    private final Map<String, Object> clients;
    private final List<Worker> workers;
    private final Aggregator aggregator;

    FuzzedSystem(EmbeddedBroker broker, Path folder, String prefix, FuzzedBundles bundles) throws IOException {
        this.broker = broker;
        this.folder = folder;
        this.bundles = bundles;
        this.topics = new TopicCatalogue(prefix, 4, (short) 1);
        this.clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(clients)) {
            new TopicAdministrator(admin).apply(topics);
        }
        GeneratorWorkerSettings generator = GeneratorWorkerSettings.of(bundles.generator(), 1, topics, "fuzz", clients)
                .withLimits(RecordLimits.DEFAULT.withJobs(1, 64));
        ScorerWorkerSettings scorer = ScorerWorkerSettings.of(bundles.scorer(), 1, topics, "fuzz", clients);
        this.workers = List.of(
                GeneratorWorker.start(generator.withWorker(quick(generator.worker()))),
                ScorerWorker.start(scorer.withWorker(quick(scorer.worker()))));
        this.aggregator = Aggregator.start(AggregatorSettings.local(clients, topics, folder.resolve(prefix + "state"))
                .withApplicationId(prefix + "aggregator"));
    }

    private static WorkerSettings quick(WorkerSettings settings) {
        return settings.withBatchSize(BATCH)
                .withFailures(new FailurePolicy(
                        new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(2), 2),
                        FAILURE_LIMIT,
                        Duration.ofMillis(100)));
    }

    TopicCatalogue topics() {
        return topics;
    }

    Map<String, Object> clients() {
        return clients;
    }

    Worker generator() {
        return workers.get(0);
    }

    Worker scorer() {
        return workers.get(1);
    }

    Aggregator aggregator() {
        return aggregator;
    }

    /** Sends the experiment that nobody fuzzes. */
    void produce() throws IOException {
        Path pairs = folder.resolve("pairs.csv");
        Files.write(pairs, PAIRS);
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(bundles.generator());
        ExperimentDesign design = new ExperimentDesign(
                EXPERIMENT,
                PairSetReader.read(pairs),
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("lerp"),
                new GeneratorSettings(bundle.id(), "euler", 1, 2.0, null, 64, 64, null),
                7);
        ExperimentProducer.produce(clients, topics, design, ProduceListener.SILENT);
    }

    /** The body of an answer of the aggregator, or its status in words where it is not 200. */
    String ask(String path) throws InterruptedException {
        URI address = aggregator.httpAddress().resolve(path);
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "status " + answer.statusCode() + ": " + answer.body();
        } catch (IOException e) {
            return "no answer: " + e;
        }
    }

    @Override
    public void close() {
        aggregator.close();
        workers.forEach(Worker::requestStop);
        workers.forEach(Worker::close);
    }

    /** Deletes what is below {@code folder}. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
