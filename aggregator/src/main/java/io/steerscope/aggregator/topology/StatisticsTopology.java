package io.steerscope.aggregator.topology;

import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.DslStoreFormat;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.DslKeyValueParams;
import org.apache.kafka.streams.state.DslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.StateSerdes;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.results.intake.RecordAcceptance;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/**
 * From scores to statistics.
 *
 * <pre>
 * scores -Intake- EmbeddingProcessor: [embeddings] -scores-by-pair->
 *                  ScoreProcessor: [scores] [strays] [pairs] [places] [cells] [clusters]  one task a partition
 * text-embeddings -Intake-> [text-embeddings]                                           one task a partition
 * image-summaries -Intake-> ImageProcessor: [images] [image-counts]                     one task a partition
 * dead-letters -Intake-> [failures]                                                     one task a partition
 * skipped-jobs -Intake-> [skipped]                                                      one task a partition
 *
 * -x-> is a repartition topic
 * </pre>
 *
 * <p>Topics are read as bytes. {@link IntakeProcessor} judges every record; a score, a summary or a skipped job that
 * does not count goes to {@code dead-letters} in the transaction that moves the offset past it, so that it has one
 * letter. A dead letter that cannot be read is counted and logged, never written again.
 *
 * <p>All scores of a pair meet in one task, of every seed, strength, method and scorer. So a score, the items of its
 * pair and the sums over items and pairs change together, one commit after the score was written. The sums of a
 * partition are over the pairs of that partition; a reader merges the partitions, which is exact.
 *
 * <p>Of a key that stands in several partitions of its topic one record counts, by the rule of
 * {@link io.steerscope.results.intake.KeyValues}: scores by {@link ScoreProcessor}, the others where they are read.
 *
 * <p>A score replaces the one of the same key, a tombstone retracts it: the sums it counted towards remove the old
 * margin and add the new one. Since the accumulators are exact groups, the stores are a function of the last record of
 * every key, whatever was replayed, repeated, corrected or reordered across keys before. A store drops an accumulator
 * that has become empty.
 */
public final class StatisticsTopology {

    private final TopicCatalogue topics;
    private final RecordLimits limits;
    private final RefusedRecords refused;
    private final DslStoreSuppliers suppliers;
    private final DslStoreSuppliers vectors;
    private final StreamsBuilder builder;

    private StatisticsTopology(
            TopologyConfig config,
            TopicCatalogue topics,
            RecordLimits limits,
            RefusedRecords refused,
            DslStoreSuppliers vectors) {
        this.topics = topics;
        this.limits = limits;
        this.refused = refused;
        this.vectors = vectors;
        this.suppliers = config.resolveDslStoreSuppliers().orElse(BuiltInDslStoreSuppliers.ROCKS_DB);
        this.builder = new StreamsBuilder(config);
    }

    /**
     * The topology over the topics of {@code topics}.
     *
     * @param properties Kafka Streams properties; {@code dsl.store.suppliers.class} says of which kind all stores are
     *     but those of vectors
     * @param limits the most that a record may hold
     * @param refused what becomes of records that do not count
     * @param vectors of which kind the stores of vectors are: on disk, but for tests
     */
    public static Topology build(
            Properties properties,
            TopicCatalogue topics,
            RecordLimits limits,
            RefusedRecords refused,
            DslStoreSuppliers vectors) {
        StatisticsTopology topology = new StatisticsTopology(
                new TopologyConfig(new StreamsConfig(properties)), topics, limits, refused, vectors);
        topology.scores();
        topology.texts();
        topology.images();
        topology.failures();
        topology.skipped();
        return topology.builder.build(properties);
    }

    private void scores() {
        Set<StoreBuilder<?>> stores = Set.of(
                store(StoreNames.SCORES, StateSerdes.scores()),
                store(StoreNames.STRAYS, StateSerdes.strays()),
                store(StoreNames.PAIRS, StateSerdes.pairs()),
                store(StoreNames.PLACES, StateSerdes.places()),
                store(StoreNames.CELLS, StateSerdes.cells()).withCachingEnabled(),
                store(StoreNames.CLUSTERS, StateSerdes.clusters()).withCachingEnabled());
        KStream<String, Intake<CompactScore>> full = intake(
                        "scores",
                        topics.scores(),
                        RecordAcceptance.ofEmbeddedScores(limits),
                        StatisticsTopology::embedded,
                        true)
                .process(
                        new StoredProcessorSupplier<>(
                                EmbeddingProcessor::new,
                                Set.of(store(vectors, StoreNames.EMBEDDINGS, StateSerdes.embeddings()))),
                        Named.as("embeddings-process"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerdes.scores())
                        .withName(StoreNames.SCORES_BY_PAIR)
                        .withStreamPartitioner(new PairPartitioner<>()))
                .process(
                        new StoredProcessorSupplier<>(() -> new ScoreProcessor(refused), stores),
                        Named.as("scores-process"));
        letters("pairs", full);
    }

    private void images() {
        Set<StoreBuilder<?>> stores = Set.of(
                store(StoreNames.IMAGES, AvroSerdes.forStore(ImageSummary.class)),
                store(StoreNames.IMAGE_COUNTS, Serdes.Long()).withCachingEnabled());
        intake(
                        "images",
                        topics.imageSummaries(),
                        RecordAcceptance.ofImageSummaries(limits),
                        (image, partition) -> image,
                        true)
                .process(new StoredProcessorSupplier<>(ImageProcessor::new, stores), Named.as("images-process"));
    }

    private void failures() {
        Set<StoreBuilder<?>> stores = Set.of(store(StoreNames.FAILURES, AvroSerdes.forStore(DeadLetter.class)));
        intake(
                        "dead-letters",
                        topics.deadLetters(),
                        RecordAcceptance.ofDeadLetters(limits),
                        (letter, partition) -> letter,
                        false)
                .process(
                        new StoredProcessorSupplier<>(() -> new LastValueProcessor<>(StoreNames.FAILURES), stores),
                        Named.as("failures-process"));
    }

    private static EmbeddedScore embedded(MarginScore score, int partition) {
        return new EmbeddedScore(
                Objects.requireNonNull(CompactScore.of(score)).at(partition),
                StoredEmbedding.of(score).orElse(null));
    }

    private void texts() {
        Set<StoreBuilder<?>> stores =
                Set.of(store(vectors, StoreNames.TEXT_EMBEDDINGS, AvroSerdes.forStore(TextEmbedding.class)));
        intake(
                        "text-embeddings",
                        topics.textEmbeddings(),
                        RecordAcceptance.ofTextEmbeddings(limits),
                        (text, partition) -> text,
                        true)
                .process(
                        new StoredProcessorSupplier<>(
                                () -> new LastValueProcessor<>(StoreNames.TEXT_EMBEDDINGS), stores),
                        Named.as("text-embeddings-process"));
    }

    private void skipped() {
        Set<StoreBuilder<?>> stores = Set.of(store(StoreNames.SKIPPED, AvroSerdes.forStore(SkippedJob.class)));
        intake("skipped", topics.skippedJobs(), RecordAcceptance.ofSkippedJobs(limits), (job, partition) -> job, true)
                .process(
                        new StoredProcessorSupplier<>(() -> new LastValueProcessor<>(StoreNames.SKIPPED), stores),
                        Named.as("skipped-process"));
    }

    /** The records of a topic that count. The others go to the dead letters, if they have any. */
    private <T extends SpecificRecord, V> KStream<String, V> intake(
            String name,
            TopicDefinition topic,
            RecordAcceptance<T> acceptance,
            BiFunction<T, Integer, V> kept,
            boolean hasLetters) {
        KStream<String, Intake<V>> intake = builder.stream(
                        topic.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(new PlausibleTime())
                                .withName(name + "-source"))
                .process(
                        () -> new IntakeProcessor<>(acceptance, kept, refused, hasLetters), Named.as(name + "-intake"));
        if (hasLetters) {
            letters(name, intake);
        }
        return intake.filter((key, value) -> value instanceof Intake.Taken, Named.as(name + "-accepted"))
                .mapValues(StatisticsTopology::taken, Named.as(name + "-taken"));
    }

    private <V> void letters(String name, KStream<String, Intake<V>> intake) {
        intake.filter((key, value) -> value instanceof Intake.Letter, Named.as(name + "-refused"))
                .mapValues(StatisticsTopology::letter, Named.as(name + "-letters"))
                .to(
                        topics.deadLetters().name(),
                        Produced.with(Serdes.String(), Serdes.ByteArray()).withName(name + "-dead-letters"));
    }

    private static byte[] letter(Intake<?> intake) {
        return ((Intake.Letter<?>) intake).bytes();
    }

    private static <V> @Nullable V taken(Intake<V> intake) {
        return ((Intake.Taken<V>) intake).value();
    }

    private <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> serde) {
        return store(suppliers, name, serde);
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(
            DslStoreSuppliers kind, String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(
                kind.keyValueStore(new DslKeyValueParams(name, DslStoreFormat.PLAIN)), Serdes.String(), serde);
    }

    /** Processors with stores of their own. */
    private record StoredProcessorSupplier<V, K, R>(
            Supplier<Processor<String, V, K, R>> processors, Set<StoreBuilder<?>> stores)
            implements ProcessorSupplier<String, V, K, R> {

        @Override
        public Processor<String, V, K, R> get() {
            return processors.get();
        }
    }
}
