package io.steerscope.aggregator.topology;

import java.util.Objects;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.StoreNames;

/**
 * Puts a score in the place of the last one of its key: in the scores, in the items of its pair, and in the cell and the
 * clusters that these count towards. A score that equals the last one writes nothing.
 */
final class ScoreProcessor implements Processor<String, CompactScore, Void, Void> {

    private KeyValueStore<String, CompactScore> scores;
    private KeyValueStore<String, PairItems> pairs;
    private RecentValues<Cell> cells;
    private RecentValues<ClusterCell> clusters;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        scores = context.getStateStore(StoreNames.SCORES);
        pairs = context.getStateStore(StoreNames.PAIRS);
        cells = new RecentValues<>(context.getStateStore(StoreNames.CELLS), Cell.EMPTY);
        clusters = new RecentValues<>(context.getStateStore(StoreNames.CLUSTERS), ClusterCell.EMPTY);
    }

    @Override
    public void process(Record<String, CompactScore> record) {
        String key = record.key();
        CompactScore last = scores.get(key);
        CompactScore next = record.value();
        if (Objects.equals(last, next)) {
            return;
        }
        scores.put(key, next);
        if (last != null && next != null && next.category().equals(last.category())) {
            replace(ScorePlace.of(key, next.category()), last, next);
            return;
        }
        if (last != null) {
            replace(ScorePlace.of(key, last.category()), last, null);
        }
        if (next != null) {
            replace(ScorePlace.of(key, next.category()), null, next);
        }
    }

    /**
     * Replaces a margin of one item, of which either may be missing. The cell comes last: cells tell a reader that a
     * scorer is through, and what is read after them must hold all of its scores then.
     */
    private void replace(ScorePlace place, @Nullable CompactScore last, @Nullable CompactScore next) {
        PairItems stored = pairs.get(place.pair());
        PairItems before = stored == null ? PairItems.EMPTY : stored;
        PairItems after = before;
        if (last != null) {
            after = after.remove(place.alpha(), last.margin());
        }
        if (next != null) {
            after = after.add(place.alpha(), next.margin());
        }
        if (after.equals(before)) {
            return;
        }
        pairs.put(place.pair(), after.isEmpty() ? null : after);
        clusters.put(place.clusters(), clusters.get(place.clusters()).replace(before, after));
        cells.put(place.cell(), cells.get(place.cell()).replace(before.item(place.alpha()), after.item(place.alpha())));
    }
}
