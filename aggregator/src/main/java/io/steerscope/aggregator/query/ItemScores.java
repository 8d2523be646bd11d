package io.steerscope.aggregator.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.ItemSize;
import io.steerscope.results.figures.Contrast;
import io.steerscope.results.figures.ScoreValue;
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
        Measure measure = DesignScope.measure(experiment);
        ItemSize size = ItemSize.of(experiment);
        boolean hasSource = DesignScope.baseline(experiment).images().contains(UnsteeredImage.SOURCE);
        Set<String> prefixes = new LinkedHashSet<>();
        for (RunningItem item : items) {
            prefixes.add(prefix(id, item.pairId(), item.method(), item.alpha()));
            if (hasSource) {
                prefixes.add(prefix(id, item.pairId(), UnsteeredImage.SOURCE.id(), UnsteeredImage.SOURCE.alpha()));
            }
        }
        Map<CategorisedItem, List<MarginScore>> scores = state.scoresUnder(prefixes).stream()
                .filter(score -> Contrast.of(score) && ScoreValue.measure(score) == measure)
                .collect(Collectors.groupingBy(CategorisedItem::of));
        List<ScoredItem> found = new ArrayList<>();
        for (RunningItem item : items) {
            ItemKey key = new ItemKey(id, item.pairId(), item.method(), item.alpha(), item.scorerId());
            List<MarginScore> own = scores.getOrDefault(new CategorisedItem(key, item.category(), measure), List.of());
            if (!own.isEmpty()) {
                ItemKey source = new ItemKey(
                        id, item.pairId(), UnsteeredImage.SOURCE.id(), UnsteeredImage.SOURCE.alpha(), item.scorerId());
                List<MarginScore> unsteered =
                        scores.getOrDefault(new CategorisedItem(source, item.category(), measure), List.of());
                found.add(scored(item, own, unsteered, size));
            }
        }
        return found;
    }

    private static String prefix(String experimentId, String pairId, String method, double alpha) {
        return String.join("/", experimentId, pairId, method, RecordKeys.alphaText(alpha)) + "/";
    }

    private static ItemAccumulator margins(List<MarginScore> scores) {
        ItemAccumulator margins = ItemAccumulator.EMPTY;
        for (MarginScore score : scores) {
            margins = margins.add(ScoreValue.of(score));
        }
        return margins;
    }

    private static ScoredItem scored(
            RunningItem item, List<MarginScore> scores, List<MarginScore> unsteered, ItemSize size) {
        ItemAccumulator margins = margins(scores);
        RunningItem now = new RunningItem(
                item.pairId(),
                item.category(),
                item.method(),
                item.alpha(),
                item.scorerId(),
                margins.count(),
                size.isComplete(margins.count()),
                margins.mean(),
                RunningItems.shift(margins, margins(unsteered), size));
        return new ScoredItem(
                now,
                scores.stream()
                        .sorted(Comparator.comparingLong(
                                score -> score.getIdentity().getSeed()))
                        .toList());
    }
}
