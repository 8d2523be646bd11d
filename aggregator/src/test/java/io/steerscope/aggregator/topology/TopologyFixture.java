package io.steerscope.aggregator.topology;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.DslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.LiveState;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.PairKey;
import io.steerscope.aggregator.state.PlaceKey;
import io.steerscope.aggregator.state.PlacedPairs;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.aggregator.store.PagedStores;
import io.steerscope.interactivequeries.InputPosition;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.intake.Designs;
import io.steerscope.results.intake.LeftOutLog;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The topology without a broker; its stores are the state that queries read. Its position is the number of records that
 * were written, under one topic of one partition. One thread may write while others read.
 */
public final class TopologyFixture implements AutoCloseable, LiveState {

    public static final TopicCatalogue TOPICS = TopicCatalogue.defaults();

    private final TopologyTestDriver driver;
    private final Designs designs = new Designs(TOPICS, RecordLimits.DEFAULT, new LeftOutLog(System::nanoTime));
    private final TestInputTopic<String, MarginScore> scores;
    private final TestInputTopic<String, ImageSummary> images;
    private final TestInputTopic<byte[], DeadLetter> deadLetters;
    private final TestInputTopic<String, SkippedJob> skipped;
    private final TestInputTopic<String, TextEmbedding> texts;
    private final List<DeadLetter> letters = new ArrayList<>();
    private long written;
    private @Nullable StateUnavailableException unavailable;

    public TopologyFixture() {
        Properties properties = properties();
        driver = new TopologyTestDriver(topology(properties), properties);
        scores = driver.createInputTopic(
                TOPICS.scores().name(), new StringSerializer(), AvroSerdes.serializer(MarginScore.class));
        images = driver.createInputTopic(
                TOPICS.imageSummaries().name(), new StringSerializer(), AvroSerdes.serializer(ImageSummary.class));
        deadLetters = driver.createInputTopic(
                TOPICS.deadLetters().name(), new ByteArraySerializer(), AvroSerdes.serializer(DeadLetter.class));
        texts = driver.createInputTopic(
                TOPICS.textEmbeddings().name(), new StringSerializer(), AvroSerdes.serializer(TextEmbedding.class));
        skipped = driver.createInputTopic(
                TOPICS.skippedJobs().name(), new StringSerializer(), AvroSerdes.serializer(SkippedJob.class));
    }

    static Properties properties() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "topology-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, PagedStores.class);
        return properties;
    }

    static Topology topology(Properties properties) {
        return topology(properties, new PagedStores());
    }

    static Topology topology(Properties properties, DslStoreSuppliers vectors) {
        return StatisticsTopology.build(
                properties,
                TOPICS,
                RecordLimits.DEFAULT,
                new RefusedRecords(
                        TOPICS.deadLetters().name(),
                        TopicCatalogue.DEAD_LETTER_MESSAGE_BYTES,
                        new LeftOutLog(System::nanoTime),
                        new SimpleMeterRegistry()),
                vectors);
    }

    public synchronized TopologyFixture design(Experiment experiment) {
        written++;
        accept(TOPICS.experiments(), experiment.getExperimentId(), AvroSerdes.serializer(Experiment.class), experiment);
        return this;
    }

    public synchronized TopologyFixture score(MarginScore score) {
        written++;
        scores.pipeInput(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), score);
        return this;
    }

    public synchronized TopologyFixture scoreUnder(String key, MarginScore score) {
        written++;
        scores.pipeInput(key, score);
        return this;
    }

    public TopologyFixture scoreAll(List<MarginScore> all) {
        all.forEach(this::score);
        return this;
    }

    public synchronized TopologyFixture retract(MarginScore score) {
        written++;
        scores.pipeInput(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()), (MarginScore) null);
        return this;
    }

    public synchronized TopologyFixture image(ImageSummary image) {
        return imageUnder(RecordKeys.jobKey(image.getIdentity()), image);
    }

    /** Writes under any key; null is a tombstone. */
    public synchronized TopologyFixture imageUnder(String key, @Nullable ImageSummary image) {
        written++;
        images.pipeInput(key, image);
        return this;
    }

    public synchronized TopologyFixture fail(DeadLetter letter) {
        written++;
        deadLetters.pipeInput(null, letter);
        return this;
    }

    public synchronized TopologyFixture publish(ExperimentReport report) {
        written++;
        accept(TOPICS.reports(), report.getExperimentId(), AvroSerdes.serializer(ExperimentReport.class), report);
        return this;
    }

    public synchronized TopologyFixture cancel(Cancellation order) {
        written++;
        accept(TOPICS.cancellations(), order.getExperimentId(), AvroSerdes.serializer(Cancellation.class), order);
        return this;
    }

    public synchronized TopologyFixture skip(SkippedJob job) {
        return skipUnder(RecordKeys.jobKey(job.getIdentity()), job);
    }

    /** Writes under any key; null is a tombstone. */
    public synchronized TopologyFixture skipUnder(@Nullable String key, @Nullable SkippedJob job) {
        written++;
        skipped.pipeInput(key, job);
        return this;
    }

    /** Writes bytes at a time that may be none. */
    synchronized void raw(TopicDefinition topic, byte @Nullable [] key, byte @Nullable [] value, long time) {
        written++;
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(timed(key, value, time));
    }

    /** A test record refuses the times that a broker accepts. */
    private static TestRecord<byte[], byte[]> timed(byte @Nullable [] key, byte @Nullable [] value, long time) {
        TestRecord<byte[], byte[]> record =
                new TestRecord<>(key, value, new RecordHeaders(), Instant.ofEpochMilli(Math.max(0, time)));
        try {
            Field recordTime = TestRecord.class.getDeclaredField("recordTime");
            recordTime.setAccessible(true);
            recordTime.set(record, Instant.ofEpochMilli(time));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return record;
    }

    /** Writes bytes to a topic that is followed. */
    void follow(TopicDefinition topic, byte @Nullable [] key, byte @Nullable [] value) {
        designs.accept(new ConsumerRecord<>(topic.name(), 0, ++written, key, value));
    }

    /** The dead letters that were written so far. */
    List<DeadLetter> letters() {
        driver.createOutputTopic(
                        TOPICS.deadLetters().name(),
                        new ByteArrayDeserializer(),
                        AvroSerdes.deserializer(DeadLetter.class))
                .readValuesToList()
                .forEach(letters::add);
        return List.copyOf(letters);
    }

    Map<String, CompactScore> allScores() {
        Map<String, CompactScore> scores = new TreeMap<>();
        this.<CompactScore>all(StoreNames.SCORES, "toy/").forEach(entry -> scores.put(entry.key, entry.value));
        return scores;
    }

    Set<String> allImages() {
        Set<String> keys = new TreeSet<>();
        this.<ImageSummary>all(StoreNames.IMAGES, "toy/").forEach(entry -> keys.add(entry.key));
        return keys;
    }

    private <T> void accept(TopicDefinition topic, String key, Serializer<T> serializer, T value) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] valueBytes = serializer.serialize(topic.name(), value);
        designs.accept(new ConsumerRecord<>(
                topic.name(),
                0,
                written,
                written,
                TimestampType.CREATE_TIME,
                keyBytes.length,
                valueBytes.length,
                keyBytes,
                valueBytes,
                new RecordHeaders(),
                Optional.empty()));
    }

    public LiveStatistics statistics() {
        return new LiveStatistics(this);
    }

    /** From now on questions find no state, for this reason; null makes it available again. */
    public synchronized void interrupt(StateUnavailableException.@Nullable Reason reason) {
        unavailable = reason == null ? null : new StateUnavailableException(reason, "The aggregator is away");
    }

    @Override
    public synchronized LiveState look() {
        version();
        return this;
    }

    @Override
    public synchronized StateVersion version() {
        if (unavailable != null) {
            throw unavailable;
        }
        InputPosition.Offsets offsets = new InputPosition.Offsets(List.of(written), List.of(written));
        return new StateVersion(
                new StateVersion.Coverage(1, 1),
                new InputPosition(Instant.ofEpochMilli(written), new TreeMap<>(Map.of("input", offsets))));
    }

    /** Canonical bytes of every cell, as hexadecimal text. */
    public Map<String, String> cellBytes(String experimentId) {
        Map<String, String> bytes = new TreeMap<>();
        cells(experimentId)
                .forEach((key, cell) -> bytes.put(key.text(), HexFormat.of().formatHex(cell.toBytes())));
        return bytes;
    }

    /** Canonical bytes of every cell of clusters, as hexadecimal text. */
    public Map<String, String> clusterBytes(String experimentId) {
        Map<String, String> bytes = new TreeMap<>();
        clusters(experimentId)
                .forEach((key, cell) -> bytes.put(key.text(), HexFormat.of().formatHex(cell.toBytes())));
        return bytes;
    }

    @Override
    public synchronized Map<String, List<StoredEmbedding>> embeddings(Collection<String> scoreKeys) {
        Map<String, List<StoredEmbedding>> found = new TreeMap<>();
        for (String key : scoreKeys) {
            StoredEmbedding one = driver.<String, StoredEmbedding>getKeyValueStore(StoreNames.EMBEDDINGS)
                    .get(key);
            if (one != null) {
                found.put(key, List.of(one));
            }
        }
        return found;
    }

    @Override
    public synchronized Map<String, StoredEmbedding> partitionedEmbeddings(Collection<String> scoreKeys) {
        Map<String, StoredEmbedding> found = new TreeMap<>();
        embeddings(scoreKeys).forEach((key, all) -> found.put(key, all.get(0)));
        return found;
    }

    @Override
    public synchronized Map<String, TextEmbedding> textEmbeddings(Collection<String> keys) {
        Map<String, TextEmbedding> found = new TreeMap<>();
        for (String key : keys) {
            TextEmbedding one = driver.<String, TextEmbedding>getKeyValueStore(StoreNames.TEXT_EMBEDDINGS)
                    .get(key);
            if (one != null) {
                found.put(key, one);
            }
        }
        return found;
    }

    /** Writes the embedding of a text under its own key. */
    public synchronized TopologyFixture text(TextEmbedding text) {
        written++;
        texts.pipeInput(
                RecordKeys.textEmbeddingKey(text.getScorerSha256(), text.getScorerDtype(), text.getText()), text);
        return this;
    }

    @Override
    public synchronized List<Experiment> experiments() {
        return designs.experiments();
    }

    @Override
    public synchronized Optional<Experiment> experiment(String experimentId) {
        return designs.experiment(experimentId);
    }

    @Override
    public Optional<String> leftOut(String experimentId) {
        return designs.leftOut(experimentId);
    }

    @Override
    public synchronized Optional<ExperimentReport> publishedReport(String experimentId) {
        return designs.report(experimentId);
    }

    @Override
    public synchronized Map<CellKey, Cell> cells(String experimentId) {
        Map<CellKey, Cell> cells = new TreeMap<>();
        this.<Cell>all(StoreNames.CELLS, experimentId + "/")
                .forEach(entry -> cells.put(CellKey.parse(entry.key), entry.value));
        return cells;
    }

    @Override
    public synchronized Map<ClusterKey, ClusterCell> clusters(String experimentId) {
        Map<ClusterKey, ClusterCell> clusters = new TreeMap<>();
        this.<ClusterCell>all(StoreNames.CLUSTERS, experimentId + "/")
                .forEach(entry -> clusters.put(ClusterKey.parse(entry.key), entry.value));
        return clusters;
    }

    @Override
    public synchronized Map<CategorisedItem, ItemAccumulator> items(String experimentId) {
        Map<CategorisedItem, ItemAccumulator> items = new LinkedHashMap<>();
        this.<PairItems>all(StoreNames.PAIRS, experimentId + "/").forEach(entry -> {
            PairKey pair = PairKey.parse(entry.key);
            entry.value.forEach((alpha, item) -> items.put(pair.item(alpha), item));
        });
        return items;
    }

    @Override
    public synchronized Map<PlaceKey, PlacedPairs> pairsAt(Collection<PlaceKey> places) {
        Map<PlaceKey, PlacedPairs> placed = new LinkedHashMap<>();
        for (PlaceKey key : places) {
            PlacedPairs found = driver.<String, PlacedPairs>getKeyValueStore(StoreNames.PLACES)
                    .get(key.text());
            if (found != null) {
                placed.put(key, found);
            }
        }
        return placed;
    }

    @Override
    public synchronized Map<PairKey, PairItems> pairs(Collection<PairKey> keys) {
        Map<PairKey, PairItems> pairs = new LinkedHashMap<>();
        for (PairKey key : keys) {
            PairItems found =
                    driver.<String, PairItems>getKeyValueStore(StoreNames.PAIRS).get(key.text());
            if (found != null) {
                pairs.put(key, found);
            }
        }
        return pairs;
    }

    /** Every place that scores name, as text, with its pairs. */
    Map<String, PlacedPairs> allPlaces() {
        Map<String, PlacedPairs> places = new TreeMap<>();
        this.<PlacedPairs>all(StoreNames.PLACES, "toy/").forEach(entry -> places.put(entry.key, entry.value));
        return places;
    }

    @Override
    public synchronized Map<CategorisedItem, Integer> withoutContrast(String experimentId) {
        Map<CategorisedItem, Integer> counts = new LinkedHashMap<>();
        this.<PairItems>all(StoreNames.PAIRS, experimentId + "/").forEach(entry -> {
            PairKey pair = PairKey.parse(entry.key);
            entry.value.forEachWithoutContrast((alpha, scores) -> counts.put(pair.item(alpha), scores));
        });
        return counts;
    }

    @Override
    public synchronized List<MarginScore> scores(String experimentId) {
        return this.<CompactScore>all(StoreNames.SCORES, experimentId + "/").stream()
                .map(entry -> entry.value.toRecord(entry.key))
                .toList();
    }

    @Override
    public synchronized List<MarginScore> scoresUnder(Collection<String> keyPrefixes) {
        return keyPrefixes.stream()
                .flatMap(prefix -> this.<CompactScore>all(StoreNames.SCORES, prefix).stream())
                .map(entry -> entry.value.toRecord(entry.key))
                .toList();
    }

    @Override
    public synchronized Set<String> scored(Collection<String> scoreKeys) {
        Set<String> scored = new TreeSet<>(scoreKeys);
        scored.removeIf(key -> driver.getKeyValueStore(StoreNames.SCORES).get(key) == null);
        return scored;
    }

    @Override
    public synchronized Set<String> imaged(Collection<String> jobKeys) {
        Set<String> imaged = new TreeSet<>(jobKeys);
        imaged.removeIf(key -> driver.getKeyValueStore(StoreNames.IMAGES).get(key) == null);
        return imaged;
    }

    @Override
    public synchronized Optional<CancelledJobs> cancelledJobs(String experimentId) {
        return designs.cancelledJobs(experimentId);
    }

    /** Writes a decision under its own key. */
    public synchronized TopologyFixture decide(Decision decision) {
        written++;
        accept(TOPICS.decisions(), RecordKeys.decisionKey(decision), AvroSerdes.serializer(Decision.class), decision);
        return this;
    }

    @Override
    public synchronized List<Decision> decisions(String experimentId) {
        return designs.decisions(experimentId);
    }

    @Override
    public synchronized List<SkippedJob> skippedJobs(String experimentId) {
        return this.<SkippedJob>all(StoreNames.SKIPPED, experimentId + "/").stream()
                .map(entry -> entry.value)
                .toList();
    }

    @Override
    public synchronized List<ImageSummary> images(String experimentId) {
        return this.<ImageSummary>all(StoreNames.IMAGES, experimentId + "/").stream()
                .map(entry -> entry.value)
                .toList();
    }

    @Override
    public synchronized long imageCount(String experimentId) {
        Long count =
                driver.<String, Long>getKeyValueStore(StoreNames.IMAGE_COUNTS).get(experimentId);
        return count == null ? 0 : count;
    }

    @Override
    public synchronized Optional<ImageSummary> image(String jobKey) {
        return Optional.ofNullable(
                driver.<String, ImageSummary>getKeyValueStore(StoreNames.IMAGES).get(jobKey));
    }

    @Override
    public synchronized List<DeadLetter> failures(String experimentId) {
        return this.<DeadLetter>all(StoreNames.FAILURES, experimentId + "/").stream()
                .map(entry -> entry.value)
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }

    private <V> List<KeyValue<String, V>> all(String name, String prefix) {
        KeyValueStore<String, V> store = driver.getKeyValueStore(name);
        List<KeyValue<String, V>> entries = new ArrayList<>();
        try (KeyValueIterator<String, V> iterator = store.prefixScan(prefix, new StringSerializer())) {
            iterator.forEachRemaining(entries::add);
        }
        return entries;
    }
}
