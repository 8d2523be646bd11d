package io.steerscope.benchmarks.aggregation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.DslStoreSuppliers;

import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.results.analysis.Embeddings;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * Aggregates a topic of scores on one stream thread, in turn with bare counts over the same topic, broker and all in
 * this process.
 */
final class AggregationBenchmark {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();

    /** The same scores with embeddings. */
    private static final TopicCatalogue EMBEDDED = TopicCatalogue.withPrefix("embedded.");

    private static final long SEED = 7;
    private static final int AT_A_TIME = 1_000;

    private final Path folder;
    private final EmbeddedBroker broker;
    private final Admin admin;
    private final ScoreSet set;
    private final int dimensions;
    private final Figures figures;
    private int runs;

    private AggregationBenchmark(Path folder, ScoreSet set, int dimensions) {
        this.folder = folder;
        this.set = set;
        this.dimensions = dimensions;
        this.figures = Figures.of(set);
        this.broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        this.admin = Admin.create(client());
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 5) {
            System.err.println("usage: AggregationBenchmark FOLDER SCORES SCORERS ROUNDS DIMENSIONS [CONTENDER...]");
            System.exit(2);
        }
        int scores = Integer.parseInt(arguments[1]);
        int rounds = Integer.parseInt(arguments[3]);
        Path folder = Path.of(arguments[0]);
        AggregationBenchmark benchmark = new AggregationBenchmark(
                folder, new ScoreSet(scores, Integer.parseInt(arguments[2]), SEED), Integer.parseInt(arguments[4]));
        int status = 1;
        try {
            benchmark.write(TOPICS, benchmark.set.scores());
            if (benchmark.dimensions > 0) {
                benchmark.write(EMBEDDED, benchmark.set.embedded(benchmark.dimensions));
            }
            benchmark.compare(rounds, List.of(arguments).subList(5, arguments.length));
            status = 0;
        } catch (ExecutionException | RuntimeException e) {
            e.printStackTrace();
        }
        System.exit(status);
    }

    private void write(TopicCatalogue topics, Stream<MarginScore> scores)
            throws IOException, InterruptedException, ExecutionException {
        new TopicAdministrator(admin).apply(topics);
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("linger.ms", 20);
        properties.put("batch.size", 1 << 16);
        // Batches that overtake each other while the partitions of a new topic get their leaders are refused.
        properties.put("max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<String, Experiment> producer =
                new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(Experiment.class))) {
            producer.send(new ProducerRecord<>(topics.experiments().name(), ScoreSet.EXPERIMENT, set.design()));
        }
        AtomicReference<Exception> refused = new AtomicReference<>();
        try (KafkaProducer<String, MarginScore> producer =
                new KafkaProducer<>(properties, new StringSerializer(), AvroSerdes.serializer(MarginScore.class))) {
            scores.forEach(score -> producer.send(
                    new ProducerRecord<>(
                            topics.scores().name(),
                            RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()),
                            score),
                    (metadata, failure) -> refused.compareAndSet(null, failure)));
        }
        if (refused.get() != null) {
            throw new IllegalStateException("a score was not written", refused.get());
        }
        System.err.println(set.size() + " scores written");
    }

    private void compare(int rounds, List<String> titles) throws InterruptedException, ExecutionException {
        Map<String, List<Run>> results = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders()) {
                if (!titles.isEmpty() && !titles.contains(contender.title())) {
                    continue;
                }
                Run run = Run.of(contender, set.size());
                contender.verify();
                System.err.printf(
                        Locale.ROOT, "round %d, %s: %.0f scores/s%n", round, contender.title(), run.perSecond());
                if (round > 0) {
                    results.computeIfAbsent(contender.title(), title -> new ArrayList<>())
                            .add(run);
                }
                if (round == rounds && contender instanceof AggregatorContender aggregator) {
                    state(aggregator);
                }
                contender.stop();
                contender.progress().forget();
            }
        }
        System.out.print(Table.of(results));
        System.out.print(Curve.of(results));
    }

    /** Prints what the state of all scores takes, how long it takes to restore, and the latency of a single score. */
    private void state(AggregatorContender aggregator) throws InterruptedException, ExecutionException {
        System.out.println(aggregator.title());
        double[] latency = Latency.measure(
                aggregator.statistics(),
                client(),
                aggregator.topics(),
                "latency-of-" + aggregator.progress().applicationId());
        System.out.printf(
                Locale.ROOT,
                "one score at a time: median %.0f ms, largest %.0f ms of %d%n",
                latency[latency.length / 2],
                latency[latency.length - 1],
                latency.length);
        Map<String, Long> topics = new TreeMap<>(aggregator.progress().bytes());
        topics.put("(input) scores", aggregator.progress().inputBytes());
        topics.forEach((topic, bytes) -> System.out.printf(Locale.ROOT, "%s: %.1f MB%n", topic, bytes / 1e6));
        if (aggregator.topics().equals(EMBEDDED)) {
            read(aggregator.statistics().embeddings());
        }
        System.out.printf(Locale.ROOT, "state folder: %.1f MB%n", bytes(aggregator.stateFolder()) / 1e6);
        long open = usedHeap();
        aggregator.stop();
        System.out.printf(Locale.ROOT, "heap of the aggregator: %.0f MB%n", (open - usedHeap()) / 1e6);
        long start = System.nanoTime();
        aggregator.start();
        Run.await(aggregator::isRunning);
        System.out.printf(Locale.ROOT, "started and restored: %.1f s%n", (System.nanoTime() - start) / 1e9);
        aggregator.verify();
    }

    /** Reads all embeddings, in the random order in which they were written, which is the slowest. */
    private void read(Embeddings embeddings) {
        List<MarginScore> some = new ArrayList<>();
        AtomicLong read = new AtomicLong();
        AtomicLong most = new AtomicLong();
        long start = System.nanoTime();
        Iterator<MarginScore> scores = set.scores().iterator();
        while (scores.hasNext()) {
            some.add(scores.next());
            if (some.size() == AT_A_TIME || !scores.hasNext()) {
                read.addAndGet(
                        embeddings.images(some, (score, vector) -> most.accumulateAndGet(vector.length, Math::max)));
                some.clear();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d embeddings of %d read in %.2f s%n",
                read.get(),
                most.get(),
                (System.nanoTime() - start) / 1e9);
        if (read.get() != set.size()) {
            throw new IllegalStateException(read.get() + " embeddings of " + set.size() + " scores");
        }
    }

    private static long bytes(Path state) {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private List<Contender> contenders() {
        List<Contender> contenders = new ArrayList<>();
        for (BareCount count : BareCount.values()) {
            contenders.add(new CountContender(count, settings(TOPICS), admin, set.size()));
        }
        contenders.add(new AggregatorContender("aggregator", settings(TOPICS), admin, figures));
        contenders.add(new AggregatorContender(
                "aggregator, Kafka's stores in memory",
                with(BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class),
                admin,
                figures));
        contenders.add(new AggregatorContender(
                "aggregator, stores on disk",
                with(BuiltInDslStoreSuppliers.RocksDBDslStoreSuppliers.class),
                admin,
                figures));
        if (dimensions > 0) {
            contenders.add(new AggregatorContender(
                    "aggregator, with embeddings of " + dimensions, settings(EMBEDDED), admin, figures));
        }
        return contenders;
    }

    private AggregatorSettings settings(TopicCatalogue topics) {
        return settings(topics, client());
    }

    private AggregatorSettings with(Class<? extends DslStoreSuppliers> stores) {
        Map<String, Object> properties = new HashMap<>(client());
        properties.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, stores);
        return settings(TOPICS, properties);
    }

    private AggregatorSettings settings(TopicCatalogue topics, Map<String, Object> properties) {
        runs++;
        return AggregatorSettings.local(properties, topics, folder.resolve("state-" + runs))
                .withApplicationId("run-" + runs);
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
