package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

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
import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.interactivequeries.KeyedStore;
import io.steerscope.interactivequeries.PartitionQueries;
import io.steerscope.interactivequeries.PartitionView;
import io.steerscope.interactivequeries.Selection;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.intake.Designs;
import io.steerscope.results.intake.KeyValues;
import io.steerscope.results.intake.RecordTimes;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.statistics.exact.ItemAccumulator;

/** The state in the stores of all instances. What partitions hold of the same group is merged, which is exact. */
public final class PartitionedState implements LiveState {

    /** A question to another instance is then smaller than the million bytes that it takes. */
    private static final int LARGEST_SELECTION = 1_000;

    private final Supplier<Designs> designs;
    private final StoreCatalogue stores;
    private final PartitionQueries queries;
    private final @Nullable PartitionView view;

    /** @param designs the designs and reports; throws {@link StateUnavailableException} while they are not known */
    public PartitionedState(Supplier<Designs> designs, StoreCatalogue stores, PartitionQueries queries) {
        this(designs, stores, queries, null);
    }

    private PartitionedState(
            Supplier<Designs> designs, StoreCatalogue stores, PartitionQueries queries, @Nullable PartitionView view) {
        this.designs = designs;
        this.stores = stores;
        this.queries = queries;
        this.view = view;
    }

    @Override
    public LiveState look() {
        return new PartitionedState(designs, stores, queries, queries.look());
    }

    @Override
    public StateVersion version() {
        return view == null ? queries.look().version() : view.version();
    }

    private PartitionView partitions() {
        return view == null ? queries.current() : view;
    }

    @Override
    public List<Experiment> experiments() {
        return designs.get().experiments();
    }

    @Override
    public Optional<Experiment> experiment(String experimentId) {
        return designs.get().experiment(experimentId);
    }

    @Override
    public Optional<String> leftOut(String experimentId) {
        return designs.get().leftOut(experimentId);
    }

    @Override
    public Optional<ExperimentReport> publishedReport(String experimentId) {
        return designs.get().report(experimentId);
    }

    @Override
    public Map<CellKey, Cell> cells(String experimentId) {
        return merged(stores.cells, experimentId, CellKey::parse, Cell::merge);
    }

    @Override
    public Map<ClusterKey, ClusterCell> clusters(String experimentId) {
        return merged(stores.clusters, experimentId, ClusterKey::parse, ClusterCell::merge);
    }

    @Override
    public Map<CategorisedItem, ItemAccumulator> items(String experimentId) {
        Map<CategorisedItem, ItemAccumulator> items = new LinkedHashMap<>();
        pairs(experimentId).forEach((text, pair) -> {
            PairKey key = PairKey.parse(text);
            pair.forEach((alpha, item) -> items.put(key.item(alpha), item));
        });
        return items;
    }

    @Override
    public Map<CategorisedItem, Integer> withoutContrast(String experimentId) {
        Map<CategorisedItem, Integer> counts = new LinkedHashMap<>();
        pairs(experimentId).forEach((text, pair) -> {
            PairKey key = PairKey.parse(text);
            pair.forEachWithoutContrast((alpha, scores) -> counts.put(key.item(alpha), scores));
        });
        return counts;
    }

    @Override
    public Map<PlaceKey, PlacedPairs> pairsAt(Collection<PlaceKey> places) {
        Map<String, PlaceKey> byText = new LinkedHashMap<>();
        places.forEach(place -> byText.put(place.text(), place));
        Map<PlaceKey, PlacedPairs> placed = new HashMap<>();
        for (List<String> some : slices(byText.keySet())) {
            partitions()
                    .read(stores.places, Selection.keys(some))
                    .forEach(partition -> partition.forEach(entry -> placed.merge(
                            Objects.requireNonNull(byText.get(entry.key)), entry.value, PlacedPairs::merge)));
        }
        return placed;
    }

    @Override
    public Map<PairKey, PairItems> pairs(Collection<PairKey> keys) {
        Map<PairKey, PairItems> pairs = new HashMap<>();
        for (List<String> some : slices(keys.stream().map(PairKey::text).toList())) {
            partitions()
                    .read(stores.pairs, Selection.keys(some))
                    .forEach(partition -> partition.forEach(entry -> pairs.put(PairKey.parse(entry.key), entry.value)));
        }
        return pairs;
    }

    private Map<String, PairItems> pairs(String experimentId) {
        Map<String, PairItems> byPair = new TreeMap<>();
        for (List<KeyValue<String, PairItems>> partition : partitions().read(stores.pairs, of(experimentId))) {
            partition.forEach(entry -> byPair.put(entry.key, entry.value));
        }
        return byPair;
    }

    @Override
    public List<MarginScore> scores(String experimentId) {
        return scores(of(experimentId));
    }

    @Override
    public List<MarginScore> scoresUnder(Collection<String> keyPrefixes) {
        List<MarginScore> scores = new ArrayList<>();
        for (List<String> some : slices(keyPrefixes)) {
            scores.addAll(scores(Selection.prefixes(some)));
        }
        return scores;
    }

    @Override
    public Map<String, List<StoredEmbedding>> embeddings(Collection<String> scoreKeys) {
        Map<String, List<StoredEmbedding>> embeddings = new HashMap<>();
        for (List<String> some : slices(scoreKeys)) {
            partitions()
                    .read(stores.embeddings, Selection.keys(some))
                    .forEach(partition -> partition.forEach(entry -> embeddings
                            .computeIfAbsent(entry.key, key -> new ArrayList<>())
                            .add(entry.value)));
        }
        return embeddings;
    }

    @Override
    public Map<String, StoredEmbedding> partitionedEmbeddings(Collection<String> scoreKeys) {
        return partitions().readWherePartitioned(stores.embeddings, scoreKeys);
    }

    @Override
    public Map<String, TextEmbedding> textEmbeddings(Collection<String> keys) {
        Map<String, TextEmbedding> texts = new HashMap<>();
        for (List<String> some : slices(keys)) {
            partitions()
                    .read(stores.textEmbeddings, Selection.keys(some))
                    .forEach(partition -> partition.forEach(entry -> texts.put(entry.key, entry.value)));
        }
        return texts;
    }

    @Override
    public Set<String> scored(Collection<String> scoreKeys) {
        Set<String> scored = new TreeSet<>();
        for (List<String> some : slices(scoreKeys)) {
            partitions()
                    .read(stores.scores, Selection.keys(some))
                    .forEach(partition -> partition.forEach(entry -> scored.add(entry.key)));
        }
        return scored;
    }

    @Override
    public List<ImageSummary> images(String experimentId) {
        return counting(partitions().read(stores.images, of(experimentId)), RecordTimes::of);
    }

    @Override
    public long imageCount(String experimentId) {
        return values(partitions().read(stores.imageCounts, Selection.keys(List.of(experimentId)))).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public Optional<ImageSummary> image(String jobKey) {
        return counting(partitions().read(stores.images, Selection.keys(List.of(jobKey))), RecordTimes::of).stream()
                .findFirst();
    }

    @Override
    public Set<String> imaged(Collection<String> jobKeys) {
        Set<String> imaged = new TreeSet<>();
        for (List<String> some : slices(jobKeys)) {
            partitions()
                    .read(stores.images, Selection.keys(some))
                    .forEach(partition -> partition.forEach(entry -> imaged.add(entry.key)));
        }
        return imaged;
    }

    @Override
    public Optional<CancelledJobs> cancelledJobs(String experimentId) {
        return designs.get().cancelledJobs(experimentId);
    }

    @Override
    public List<Decision> decisions(String experimentId) {
        return designs.get().decisions(experimentId);
    }

    @Override
    public List<SkippedJob> skippedJobs(String experimentId) {
        return counting(partitions().read(stores.skipped, of(experimentId)), RecordTimes::of);
    }

    @Override
    public List<DeadLetter> failures(String experimentId) {
        return counting(partitions().read(stores.failures, of(experimentId)), RecordTimes::of);
    }

    /** What all partitions hold under a key, together. */
    private <K, V> Map<K, V> merged(
            KeyedStore<V> store, String experimentId, Function<String, K> parse, BinaryOperator<V> merge) {
        Map<K, V> merged = new TreeMap<>();
        for (List<KeyValue<String, V>> partition : partitions().read(store, of(experimentId))) {
            partition.forEach(entry -> merged.merge(parse.apply(entry.key), entry.value, merge));
        }
        return merged;
    }

    private List<MarginScore> scores(Selection selection) {
        List<MarginScore> scores = new ArrayList<>();
        for (List<KeyValue<String, CompactScore>> partition : partitions().read(stores.scores, selection)) {
            partition.forEach(entry -> scores.add(entry.value.toRecord(entry.key)));
        }
        return scores;
    }

    private static List<List<String>> slices(Collection<String> texts) {
        List<String> all = List.copyOf(texts);
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LARGEST_SELECTION) {
            slices.add(all.subList(from, Math.min(all.size(), from + LARGEST_SELECTION)));
        }
        return slices;
    }

    private static Selection of(String experimentId) {
        return Selection.prefixes(List.of(experimentId + "/"));
    }

    /** What counts of what the partitions say of every key, each its own; {@code time} tells when a record was made. */
    private static <V> List<V> counting(Collection<List<KeyValue<String, V>>> partitions, ToLongFunction<V> time) {
        Map<String, KeyValues<V>> byKey = new HashMap<>();
        int number = 0;
        for (List<KeyValue<String, V>> partition : partitions) {
            int present = number++;
            partition.forEach(entry -> byKey.merge(
                    entry.key,
                    KeyValues.<V>none().with(present, time.applyAsLong(entry.value), entry.value),
                    (before, alone) -> before.with(present, time.applyAsLong(entry.value), entry.value)));
        }
        return byKey.values().stream().map(KeyValues::value).toList();
    }

    private static <V> List<V> values(Collection<List<KeyValue<String, V>>> partitions) {
        List<V> values = new ArrayList<>();
        partitions.forEach(partition -> partition.forEach(entry -> values.add(entry.value)));
        return values;
    }
}
