package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.StateUnavailableException.Reason;
import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The state in the stores of this instance, while it holds all partitions. With several instances every question is
 * refused, rather than answered by the part at hand.
 */
public final class StreamsState implements LiveState {

    private final KafkaStreams streams;
    private final HostInfo self;
    private final Map<String, String> sourceTopics;
    private final Supplier<InputPosition> position;

    /**
     * @param streams the application
     * @param applicationId its id, which begins the names of its repartition topics
     * @param self the host and port that it advertises
     * @param topics the topics it reads
     * @param position how far it has read {@link #inputTopics}, which also says how many partitions there are
     */
    public StreamsState(
            KafkaStreams streams,
            String applicationId,
            HostInfo self,
            TopicCatalogue topics,
            Supplier<InputPosition> position) {
        this.streams = streams;
        this.self = self;
        this.sourceTopics = sourceTopics(applicationId, topics);
        this.position = position;
    }

    /** Names of all topics that an aggregator of this application id consumes, internal ones included. */
    public static Set<String> inputTopics(String applicationId, TopicCatalogue topics) {
        Set<String> inputs = new TreeSet<>(sourceTopics(applicationId, topics).values());
        inputs.add(topics.deadLetters().name());
        return inputs;
    }

    @Override
    public Standing standing() {
        requireRunning(streams);
        InputPosition now = position.get();
        int stores = 0;
        int answered = 0;
        for (Map.Entry<String, String> store : sourceTopics.entrySet()) {
            stores += now.partitions(store.getValue());
            answered += partitionsHere(store.getKey()).size();
        }
        return new Standing(new Standing.Coverage(answered, stores), now);
    }

    @Override
    public List<Experiment> experiments() {
        List<Experiment> experiments = new ArrayList<>();
        try (KeyValueIterator<String, Experiment> all =
                StreamsState.<Experiment>global(streams, StoreNames.EXPERIMENTS).all()) {
            all.forEachRemaining(entry -> experiments.add(entry.value));
        } catch (InvalidStateStoreException e) {
            throw restoring(e);
        }
        return experiments;
    }

    @Override
    public Optional<Experiment> experiment(String experimentId) {
        return Optional.ofNullable(get(StreamsState.<Experiment>global(streams, StoreNames.EXPERIMENTS), experimentId));
    }

    @Override
    public Optional<ExperimentReport> publishedReport(String experimentId) {
        return Optional.ofNullable(
                get(StreamsState.<ExperimentReport>global(streams, StoreNames.REPORTS), experimentId));
    }

    @Override
    public Map<CellKey, Cell> cells(String experimentId) {
        Map<CellKey, Cell> cells = new TreeMap<>();
        this.<Cell>forEach(StoreNames.CELLS, experimentId, (key, cell) -> cells.put(CellKey.parse(key), cell));
        return cells;
    }

    @Override
    public Map<CategorisedItem, ItemAccumulator> items(String experimentId) {
        Map<String, ItemAccumulator> byText = new TreeMap<>();
        this.<ItemAccumulator>forEach(StoreNames.ITEMS, experimentId, byText::put);
        Map<CategorisedItem, ItemAccumulator> items = new LinkedHashMap<>();
        byText.forEach((text, item) -> items.put(CategorisedItem.parse(text), item));
        return items;
    }

    @Override
    public List<MarginScore> scores(String experimentId) {
        List<MarginScore> scores = new ArrayList<>();
        this.<MarginScore>forEach(StoreNames.SCORES, experimentId, (key, score) -> scores.add(score));
        return scores;
    }

    @Override
    public List<MarginScore> scoresUnder(Collection<String> keyPrefixes) {
        List<MarginScore> scores = new ArrayList<>();
        for (ReadOnlyKeyValueStore<String, MarginScore> partition : this.<MarginScore>partitions(StoreNames.SCORES)) {
            for (String prefix : keyPrefixes) {
                scan(partition, prefix, (key, score) -> scores.add(score));
            }
        }
        return scores;
    }

    @Override
    public boolean isScored(String scoreKey) {
        for (ReadOnlyKeyValueStore<String, MarginScore> partition : this.<MarginScore>partitions(StoreNames.SCORES)) {
            if (get(partition, scoreKey) != null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<DeadLetter> failures(String experimentId) {
        List<DeadLetter> failures = new ArrayList<>();
        this.<DeadLetter>forEach(StoreNames.FAILURES, experimentId, (key, failure) -> failures.add(failure));
        return failures;
    }

    private <V> void forEach(String store, String experimentId, BiConsumer<String, V> action) {
        for (ReadOnlyKeyValueStore<String, V> partition : this.<V>partitions(store)) {
            scan(partition, experimentId + "/", action);
        }
    }

    private static <V> void scan(
            ReadOnlyKeyValueStore<String, V> partition, String prefix, BiConsumer<String, V> action) {
        try (KeyValueIterator<String, V> entries = partition.prefixScan(prefix, new StringSerializer())) {
            while (entries.hasNext()) {
                KeyValue<String, V> entry = entries.next();
                action.accept(entry.key, entry.value);
            }
        } catch (InvalidStateStoreException e) {
            throw restoring(e);
        }
    }

    private static <V> @Nullable V get(ReadOnlyKeyValueStore<String, V> store, String key) {
        try {
            return store.get(key);
        } catch (InvalidStateStoreException e) {
            throw restoring(e);
        }
    }

    private <V> List<ReadOnlyKeyValueStore<String, V>> partitions(String store) {
        requireRunning(streams);
        List<ReadOnlyKeyValueStore<String, V>> partitions = new ArrayList<>();
        for (int partition : partitionsHere(store)) {
            try {
                partitions.add(streams.store(
                        StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore())
                                .withPartition(partition)));
            } catch (InvalidStateStoreException e) {
                throw restoring(e);
            }
        }
        return partitions;
    }

    /** Numbers of all partitions of the store, all of which are on this instance. */
    private Set<Integer> partitionsHere(String store) {
        String topic = sourceTopics.get(store);
        Set<Integer> here = new HashSet<>();
        for (StreamsMetadata instance : instancesWith(store)) {
            for (TopicPartition partition : instance.topicPartitions()) {
                if (partition.topic().equals(topic)) {
                    if (!instance.hostInfo().equals(self)) {
                        throw new StateUnavailableException(
                                Reason.ELSEWHERE,
                                "Partition %d of %s is on another aggregator, %s:%d"
                                        .formatted(partition.partition(), store, instance.host(), instance.port()));
                    }
                    here.add(partition.partition());
                }
            }
        }
        int all = position.get().partitions(topic);
        if (here.size() < all) {
            throw new StateUnavailableException(
                    Reason.REBALANCING, "%d of %d partitions of %s are assigned".formatted(here.size(), all, store));
        }
        return here;
    }

    private Collection<StreamsMetadata> instancesWith(String store) {
        try {
            return streams.streamsMetadataForStore(store);
        } catch (IllegalStateException e) {
            throw restoring(e);
        }
    }

    private static <V> ReadOnlyKeyValueStore<String, V> global(KafkaStreams streams, String store) {
        requireRunning(streams);
        try {
            return streams.store(
                    StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<String, V>keyValueStore()));
        } catch (InvalidStateStoreException e) {
            throw restoring(e);
        }
    }

    private static void requireRunning(KafkaStreams streams) {
        KafkaStreams.State state = streams.state();
        if (state != KafkaStreams.State.RUNNING) {
            Reason reason =
                    switch (state) {
                        case CREATED -> Reason.STARTING;
                        case REBALANCING -> Reason.REBALANCING;
                        default -> Reason.STOPPED;
                    };
            throw new StateUnavailableException(
                    reason,
                    "The aggregator is " + state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    private static StateUnavailableException restoring(RuntimeException cause) {
        return new StateUnavailableException(Reason.RESTORING, "The stores are being moved or restored", cause);
    }

    private static Map<String, String> sourceTopics(String applicationId, TopicCatalogue topics) {
        return Map.of(
                StoreNames.SCORES, topics.scores().name(),
                StoreNames.ITEMS, applicationId + "-" + StoreNames.ITEMS + "-repartition",
                StoreNames.CELLS, applicationId + "-" + StoreNames.CELLS + "-repartition",
                StoreNames.FAILURES, applicationId + "-" + StoreNames.FAILURES + "-repartition");
    }
}
