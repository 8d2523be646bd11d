package io.steerscope.aggregator.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.PlaceKey;
import io.steerscope.aggregator.state.PlacedPairs;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.aggregator.state.StrayScores;
import io.steerscope.aggregator.state.TokenCounts;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.intake.KeyValues;
import io.steerscope.schemas.deadletter.FailedRecord;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

/**
 * Puts a score in the place of the last one of its key: in the scores, in the items of its pair, and in the cell and
 * the clusters that these count towards. A score that equals the last one writes nothing; one at an alpha for which its
 * pair has no room is a dead letter.
 */
final class ScoreProcessor implements Processor<String, CompactScore, String, Intake<CompactScore>> {

    private final RefusedRecords refused;
    private final Serializer<MarginScore> records = AvroSerdes.serializer(MarginScore.class);
    private ProcessorContext<String, Intake<CompactScore>> context;
    private KeyValueStore<String, CompactScore> scores;
    private KeyValueStore<String, StrayScores> strays;
    private KeyValueStore<String, PairItems> pairs;
    private KeyValueStore<String, PlacedPairs> places;
    private RecentValues<Cell> cells;
    private RecentValues<ClusterCell> clusters;

    ScoreProcessor(RefusedRecords refused) {
        this.refused = refused;
    }

    @Override
    public void init(ProcessorContext<String, Intake<CompactScore>> present) {
        context = present;
        scores = context.getStateStore(StoreNames.SCORES);
        strays = context.getStateStore(StoreNames.STRAYS);
        pairs = context.getStateStore(StoreNames.PAIRS);
        places = context.getStateStore(StoreNames.PLACES);
        cells = new RecentValues<>(context.getStateStore(StoreNames.CELLS), Cell.EMPTY);
        clusters = new RecentValues<>(context.getStateStore(StoreNames.CLUSTERS), ClusterCell.EMPTY);
    }

    @Override
    public void process(Record<String, CompactScore> record) {
        String key = record.key();
        CompactScore last = scores.get(key);
        CompactScore next = counting(key, last, record);
        if (Objects.equals(last, next)) {
            return;
        }
        if (last != null && next != null && isOfOnePlace(last, next)) {
            scores.put(key, next);
            ScorePlace place = ScorePlace.of(key, next);
            replace(place, items(place), last, next);
        } else if (next != null) {
            enter(record, last, next);
        } else {
            scores.put(key, null);
            leave(key, last);
        }
    }

    /** Whether two scores of one key count towards the same sums. */
    private static boolean isOfOnePlace(CompactScore one, CompactScore other) {
        return one.measure() == other.measure() && one.category().equals(other.category());
    }

    /**
     * What counts under a key after a record of one partition, of all that its partitions say; see {@link KeyValues}.
     */
    private @Nullable CompactScore counting(
            String key, @Nullable CompactScore last, Record<String, CompactScore> record) {
        CompactScore next = record.value();
        int partition = next == null ? SourcePartition.of(record.headers()) : next.partition();
        StrayScores others = strays.get(key);
        if (others == null && (last == null || last.partition() == partition || last.partition() < 0)) {
            return next;
        }
        KeyValues<CompactScore> values = KeyValues.none();
        for (CompactScore score : others == null ? List.of(last) : others.scores()) {
            if (score.partition() != partition) {
                values = values.with(score.partition(), score.scoredAtMillis(), score);
            }
        }
        if (next != null) {
            values = values.with(partition, next.scoredAtMillis(), next);
        }
        if (values.count() > 1) {
            strays.put(key, StrayScores.of(values.all()));
        } else if (others != null) {
            strays.delete(key);
        }
        return values.isEmpty() ? null : values.value();
    }

    /** A score comes to a pair, maybe from another one. */
    private void enter(Record<String, CompactScore> record, @Nullable CompactScore last, CompactScore next) {
        ScorePlace place = ScorePlace.of(record.key(), next);
        PairItems items = items(place);
        if (!items.hasRoom(place.alpha())) {
            refuse(record, next);
            return;
        }
        scores.put(record.key(), next);
        if (last != null) {
            leave(record.key(), last);
        }
        replace(place, items, null, next);
    }

    private void leave(String key, CompactScore last) {
        ScorePlace place = ScorePlace.of(key, last);
        replace(place, items(place), last, null);
    }

    private PairItems items(ScorePlace place) {
        PairItems stored = pairs.get(place.pair());
        return stored == null ? PairItems.EMPTY : stored;
    }

    private void refuse(Record<String, CompactScore> record, CompactScore score) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        FailedRecord failed = new FailedRecord(
                at.topic(),
                at.partition(),
                at.offset(),
                record.key().getBytes(StandardCharsets.UTF_8),
                record.headers(),
                records.serialize(at.topic(), score.toRecord(record.key())),
                record.timestamp());
        context.forward(refused.refuse(
                failed,
                FailureKind.LIMIT_EXCEEDED,
                "its pair has scores at %d alphas already".formatted(DesignScope.MOST_ALPHAS),
                context.currentSystemTimeMs()));
    }

    /**
     * Replaces a margin of one item, of which either may be missing. One without contrast is counted and enters no sum.
     * The cell comes last: cells tell a reader that a scorer has finished, and what is read after them must hold all of
     * its scores then.
     */
    private void replace(ScorePlace place, PairItems before, @Nullable CompactScore last, @Nullable CompactScore next) {
        PairItems after = before;
        TokenCounts counts = TokenCounts.NONE;
        if (last != null) {
            after = last.hasContrast()
                    ? after.remove(place.alpha(), last.value())
                    : after.removeWithoutContrast(place.alpha());
            counts = counts.minus(last.tokenCounts());
        }
        if (next != null) {
            after = next.hasContrast()
                    ? after.add(place.alpha(), next.value())
                    : after.addWithoutContrast(place.alpha());
            counts = counts.plus(next.tokenCounts());
        }
        placeItem(place, after, last, next);
        if (!after.equals(before)) {
            pairs.put(place.pair(), after.isEmpty() ? null : after);
            clusters.put(place.clusters(), clusters.get(place.clusters()).replace(before, after));
        } else if (counts.equals(TokenCounts.NONE)) {
            return;
        }
        Cell cell = cells.get(place.cell()).replace(before.item(place.alpha()), after.item(place.alpha()));
        cells.put(place.cell(), cell.count(counts));
    }

    /**
     * Notes where the item stands among those of its cell. All scores of an item say the same, unless an experiment was
     * made again under the id of another: then the last one counts. The note goes with the last score of the item.
     */
    private void placeItem(ScorePlace at, PairItems after, @Nullable CompactScore last, @Nullable CompactScore next) {
        int before = last == null ? -1 : last.place();
        int now = next == null ? -1 : next.place();
        if (now >= 0) {
            String key = PlaceKey.text(at.cell(), now);
            PlacedPairs stored = places.get(key);
            PlacedPairs with = (stored == null ? PlacedPairs.NONE : stored).with(at.pairId());
            if (!with.equals(stored)) {
                places.put(key, with);
            }
        }
        boolean isLeft = now >= 0 ? now != before : next == null && !after.holds(at.alpha());
        if (before >= 0 && isLeft) {
            leavePlace(PlaceKey.text(at.cell(), before), at.pairId());
        }
    }

    private void leavePlace(String key, String pairId) {
        PlacedPairs stored = places.get(key);
        if (stored != null) {
            PlacedPairs left = stored.without(pairId);
            if (!left.equals(stored)) {
                places.put(key, left.isEmpty() ? null : left);
            }
        }
    }
}
