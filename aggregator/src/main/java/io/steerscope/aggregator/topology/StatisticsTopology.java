package io.steerscope.aggregator.topology;

import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.DslStoreFormat;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.DslKeyValueParams;
import org.apache.kafka.streams.state.DslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.FailureKey;
import io.steerscope.aggregator.state.ImageAcceptance;
import io.steerscope.aggregator.state.Payloads;
import io.steerscope.aggregator.state.ScoreAcceptance;
import io.steerscope.aggregator.state.StateSerdes;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * From scores to statistics.
 *
 * <pre>
 * experiments -> [experiments]                                                       global
 * reports     -> [reports]                                                           global
 * scores -scores-by-pair-> ScoreProcessor: [scores] [pairs] [cells] [clusters]       one task a partition
 * image-summaries -> ImageProcessor: [images] [image-counts]                         one task a partition
 * dead-letters -failures-> [failures]                                                table
 *
 * -x-> is a repartition topic
 * </pre>
 *
 * <p>All scores of a pair meet in one task, of every seed, strength, method and scorer. So a score, the items of its pair
 * and the sums over items and pairs change together, one commit after the score was written. The sums of a partition are
 * over the pairs of that partition; a reader merges the partitions, which is exact.
 *
 * <p>A score replaces the one of the same key, a tombstone retracts it: the sums it counted towards remove the old margin
 * and add the new one. Since the accumulators are exact groups, the stores are a function of the last record of every key,
 * whatever was replayed, repeated, corrected or reordered across keys before. A store drops an accumulator that has become
 * empty.
 */
public final class StatisticsTopology {

    private StatisticsTopology() {}

    /**
     * The topology over the topics of {@code topics}.
     *
     * @param properties Kafka Streams properties; {@code dsl.store.suppliers.class} says of which kind all stores are
     */
    public static Topology build(Properties properties, TopicCatalogue topics) {
        TopologyConfig config = new TopologyConfig(new StreamsConfig(properties));
        StreamsBuilder builder = new StreamsBuilder(config);
        builder.globalTable(
                topics.experiments().name(),
                Consumed.with(Serdes.String(), AvroSerdes.forRecord(Experiment.class))
                        .withName("experiments-source"),
                stored(StoreNames.EXPERIMENTS, AvroSerdes.forRecord(Experiment.class)));
        builder.globalTable(
                topics.reports().name(),
                Consumed.with(Serdes.String(), AvroSerdes.forRecord(ExperimentReport.class))
                        .withName("reports-source"),
                stored(StoreNames.REPORTS, AvroSerdes.forRecord(ExperimentReport.class)));
        DslStoreSuppliers suppliers = config.resolveDslStoreSuppliers().orElse(BuiltInDslStoreSuppliers.ROCKS_DB);
        scores(builder, topics, suppliers);
        images(builder, topics, suppliers);
        failures(builder, topics);
        return builder.build(properties);
    }

    private static void scores(StreamsBuilder builder, TopicCatalogue topics, DslStoreSuppliers suppliers) {
        Set<StoreBuilder<?>> stores = Set.of(
                store(suppliers, StoreNames.SCORES, StateSerdes.scores()),
                store(suppliers, StoreNames.PAIRS, StateSerdes.pairs()),
                store(suppliers, StoreNames.CELLS, StateSerdes.cells()).withCachingEnabled(),
                store(suppliers, StoreNames.CLUSTERS, StateSerdes.clusters()).withCachingEnabled());
        builder.stream(
                        topics.scores().name(),
                        Consumed.with(Serdes.String(), AvroSerdes.forRecord(MarginScore.class))
                                .withName("scores-source"))
                .filter(ScoreAcceptance::accepts, Named.as("scores-accepted"))
                .mapValues(CompactScore::of, Named.as("scores-compact"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerdes.scores())
                        .withName(StoreNames.SCORES_BY_PAIR)
                        .withStreamPartitioner(new PairPartitioner<>()))
                .process(new StoredProcessorSupplier<>(ScoreProcessor::new, stores), Named.as("scores-process"));
    }

    private static void images(StreamsBuilder builder, TopicCatalogue topics, DslStoreSuppliers suppliers) {
        Serde<ImageSummary> serde = AvroSerdes.forRecord(ImageSummary.class);
        Set<StoreBuilder<?>> stores = Set.of(
                store(suppliers, StoreNames.IMAGES, serde),
                store(suppliers, StoreNames.IMAGE_COUNTS, Serdes.Long()).withCachingEnabled());
        builder.stream(
                        topics.imageSummaries().name(),
                        Consumed.with(Serdes.String(), serde).withName("images-source"))
                .filter(ImageAcceptance::accepts, Named.as("images-accepted"))
                .process(new StoredProcessorSupplier<>(ImageProcessor::new, stores), Named.as("images-process"));
    }

    private static void failures(StreamsBuilder builder, TopicCatalogue topics) {
        Serde<DeadLetter> serde = AvroSerdes.forRecord(DeadLetter.class);
        builder.stream(
                        topics.deadLetters().name(),
                        Consumed.with(Serdes.ByteArray(), serde).withName("dead-letters-source"))
                .filter((key, letter) -> FailureKey.isCounted(letter), Named.as("failures-counted"))
                .map(
                        (key, letter) -> KeyValue.pair(FailureKey.of(letter), Payloads.withoutOriginal(letter)),
                        Named.as("failures-by-job"))
                .repartition(Repartitioned.with(Serdes.String(), serde).withName(StoreNames.FAILURES))
                .toTable(Named.as("failures-table"), stored(StoreNames.FAILURES, serde));
    }

    private static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> stored(String name, Serde<V> serde) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(Serdes.String())
                .withValueSerde(serde);
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(
            DslStoreSuppliers suppliers, String name, Serde<V> serde) {
        return Stores.keyValueStoreBuilder(
                suppliers.keyValueStore(new DslKeyValueParams(name, DslStoreFormat.PLAIN)), Serdes.String(), serde);
    }

    /** Processors with stores of their own. */
    private record StoredProcessorSupplier<V>(
            Supplier<Processor<String, V, Void, Void>> processors, Set<StoreBuilder<?>> stores)
            implements ProcessorSupplier<String, V, Void, Void> {

        @Override
        public Processor<String, V, Void, Void> get() {
            return processors.get();
        }
    }
}
