package io.steerscope.aggregator.topology;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.FailureKey;
import io.steerscope.aggregator.state.Payloads;
import io.steerscope.aggregator.state.ScoreAcceptance;
import io.steerscope.aggregator.state.StateSerdes;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * From scores to statistics.
 *
 * <pre>
 * experiments -> [experiments]                                 global
 * reports     -> [reports]                                     global
 * scores      -> [scores] -items-> [items] -cells-> [cells]    tables; -x-> is a repartition topic
 * dead-letters -failures-> [failures]                          table
 * </pre>
 *
 * <p>A score replaces the one of the same key, a tombstone retracts it: the items and cells it counted towards remove
 * the old margin and add the new one. Since the accumulators are exact groups, the stores are a function of the last
 * record of every key, whatever was replayed, repeated, corrected or reordered across keys before. A store drops an
 * accumulator that has become empty: every removal follows its own addition through the same partitions, so an empty one
 * awaits nothing.
 *
 * <p>The scores table has its own changelog instead of the topic: it holds what passed acceptance, without embeddings.
 */
public final class StatisticsTopology {

    private StatisticsTopology() {}

    /** Adds the topology to {@code builder}, reading the topics of {@code topics}. */
    public static void build(StreamsBuilder builder, TopicCatalogue topics) {
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
        cells(items(scores(builder, topics)));
        failures(builder, topics);
    }

    private static KTable<String, MarginScore> scores(StreamsBuilder builder, TopicCatalogue topics) {
        Serde<MarginScore> serde = AvroSerdes.forRecord(MarginScore.class);
        return builder.stream(
                        topics.scores().name(),
                        Consumed.with(Serdes.String(), serde).withName("scores-source"))
                .filter(ScoreAcceptance::accepts, Named.as("scores-accepted"))
                .mapValues(Payloads::withoutEmbedding, Named.as("scores-without-embedding"))
                .toTable(
                        Named.as("scores-table"),
                        stored(StoreNames.SCORES, serde).withCachingDisabled());
    }

    private static KTable<String, ItemAccumulator> items(KTable<String, MarginScore> scores) {
        return scores.groupBy(
                        (key, score) -> KeyValue.pair(CategorisedItem.of(score).text(), score.getMargin()),
                        Grouped.with(StoreNames.ITEMS, Serdes.String(), Serdes.Double()))
                .aggregate(
                        () -> ItemAccumulator.EMPTY,
                        (key, margin, item) -> item.add(margin),
                        (key, margin, item) -> unlessEmpty(item.remove(margin)),
                        Named.as("items-aggregate"),
                        stored(StoreNames.ITEMS, StateSerdes.items()));
    }

    private static void cells(KTable<String, ItemAccumulator> items) {
        items.groupBy(
                        (key, item) ->
                                KeyValue.pair(CategorisedItem.parse(key).cell().text(), item),
                        Grouped.with(StoreNames.CELLS, Serdes.String(), StateSerdes.items()))
                .aggregate(
                        () -> Cell.EMPTY,
                        (key, item, cell) -> cell.add(item),
                        (key, item, cell) -> unlessEmpty(cell.remove(item)),
                        Named.as("cells-aggregate"),
                        stored(StoreNames.CELLS, StateSerdes.cells()));
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

    private static @Nullable ItemAccumulator unlessEmpty(ItemAccumulator item) {
        return item.equals(ItemAccumulator.EMPTY) ? null : item;
    }

    private static @Nullable Cell unlessEmpty(Cell cell) {
        return cell.isEmpty() ? null : cell;
    }
}
