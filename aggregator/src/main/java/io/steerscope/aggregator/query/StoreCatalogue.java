package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.PlacedPairs;
import io.steerscope.aggregator.state.StateSerdes;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.interactivequeries.KeyedStore;
import io.steerscope.interactivequeries.PartitionedStores;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/**
 * The partitioned stores of the topology; a store that is not here cannot be read. The stores of designs and reports
 * are whole on every instance and need no entry.
 */
public final class StoreCatalogue {

    final KeyedStore<CompactScore> scores;
    final KeyedStore<PairItems> pairs;
    final KeyedStore<PlacedPairs> places;
    final KeyedStore<Cell> cells;
    final KeyedStore<ClusterCell> clusters;
    final KeyedStore<ImageSummary> images;
    final KeyedStore<Long> imageCounts;
    final KeyedStore<DeadLetter> failures;
    final KeyedStore<SkippedJob> skipped;
    final KeyedStore<StoredEmbedding> embeddings;
    final KeyedStore<TextEmbedding> textEmbeddings;

    private final List<KeyedStore<?>> all = new ArrayList<>();

    /** @param applicationId begins the names of the internal topics */
    public StoreCatalogue(String applicationId, TopicCatalogue topics) {
        String byPair = repartition(applicationId, StoreNames.SCORES_BY_PAIR);
        scores = add(StoreNames.SCORES, byPair, StateSerdes.scores());
        pairs = add(StoreNames.PAIRS, byPair, StateSerdes.pairs());
        places = add(StoreNames.PLACES, byPair, StateSerdes.places());
        cells = add(StoreNames.CELLS, byPair, StateSerdes.cells());
        clusters = add(StoreNames.CLUSTERS, byPair, StateSerdes.clusters());
        String summaries = topics.imageSummaries().name();
        images = add(StoreNames.IMAGES, summaries, AvroSerdes.forRecord(ImageSummary.class));
        imageCounts = add(StoreNames.IMAGE_COUNTS, summaries, Serdes.Long());
        failures = add(StoreNames.FAILURES, topics.deadLetters().name(), AvroSerdes.forRecord(DeadLetter.class));
        embeddings = add(StoreNames.EMBEDDINGS, topics.scores().name(), StateSerdes.embeddings());
        textEmbeddings = add(
                StoreNames.TEXT_EMBEDDINGS, topics.textEmbeddings().name(), AvroSerdes.forRecord(TextEmbedding.class));
        skipped = add(StoreNames.SKIPPED, topics.skippedJobs().name(), AvroSerdes.forRecord(SkippedJob.class));
    }

    /** The stores, for those who read them by name. */
    public PartitionedStores stores() {
        return PartitionedStores.of(all);
    }

    /** The first partition of scores, which one instance of an application holds. */
    public TopicPartition first() {
        return new TopicPartition(scores.topic(), 0);
    }

    /** Names of all topics that an aggregator of this application id consumes, internal ones included. */
    public static Set<String> inputTopics(String applicationId, TopicCatalogue topics) {
        Set<String> inputs =
                new TreeSet<>(new StoreCatalogue(applicationId, topics).stores().topics());
        inputs.add(topics.scores().name());
        inputs.add(topics.deadLetters().name());
        return inputs;
    }

    private <V> KeyedStore<V> add(String name, String topic, Serde<V> values) {
        KeyedStore<V> store = new KeyedStore<>(name, topic, values);
        all.add(store);
        return store;
    }

    private static String repartition(String applicationId, String name) {
        return applicationId + "-" + name + "-repartition";
    }
}
