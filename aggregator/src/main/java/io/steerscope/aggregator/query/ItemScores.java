package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.results.figures.Contrast;
import io.steerscope.schemas.identity.ItemKey;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.exact.ItemAccumulator;

/** Finds the scores of items whose margins count. */
final class ItemScores {

    private ItemScores() {}

    static List<ScoredItem> of(Experiment experiment, List<RunningItem> items, LiveState state) {
        String id = experiment.getExperimentId();
        Set<String> prefixes = items.stream()
                .map(item ->
                        String.join("/", id, item.pairId(), item.method(), RecordKeys.alphaText(item.alpha())) + "/")
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<CategorisedItem, List<MarginScore>> scores = state.scoresUnder(prefixes).stream()
                .filter(Contrast::of)
                .collect(Collectors.groupingBy(CategorisedItem::of));
        List<ScoredItem> found = new ArrayList<>();
        for (RunningItem item : items) {
            ItemKey key = new ItemKey(id, item.pairId(), item.method(), item.alpha(), item.scorerId());
            List<MarginScore> own = scores.getOrDefault(new CategorisedItem(key, item.category()), List.of());
            if (!own.isEmpty()) {
                found.add(scored(item, own, experiment.getSeeds().size()));
            }
        }
        return found;
    }

    private static ScoredItem scored(RunningItem item, List<MarginScore> scores, int seeds) {
        ItemAccumulator margins = ItemAccumulator.EMPTY;
        for (MarginScore score : scores) {
            margins = margins.add(score.getMargin());
        }
        RunningItem now = new RunningItem(
                item.pairId(),
                item.category(),
                item.method(),
                item.alpha(),
                item.scorerId(),
                margins.count(),
                margins.count() == seeds,
                margins.mean());
        return new ScoredItem(
                now,
                scores.stream()
                        .sorted(Comparator.comparingLong(
                                score -> score.getIdentity().getSeed()))
                        .toList());
    }
}
