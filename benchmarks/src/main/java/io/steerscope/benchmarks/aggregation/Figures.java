package io.steerscope.benchmarks.aggregation;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.steerscope.schemas.identity.ItemKey;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.exact.ClusterMoments;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The sums of a set of scores by brute force: items first, then their groups, for each scorer.
 *
 * @param cells complete items by scorer, category and strength
 * @param pairs complete items of all categories, as clusters by pair, by scorer
 */
record Figures(Map<String, Map<CategoryAlpha, ExactMoments>> cells, Map<String, ClusterMoments> pairs) {

    static Figures of(ScoreSet set) {
        Map<ItemKey, ItemAccumulator> items = new HashMap<>();
        Map<String, String> categories = new HashMap<>();
        set.scores().forEach(score -> {
            items.merge(item(score), ItemAccumulator.EMPTY.add(score.getMargin()), ItemAccumulator::merge);
            categories.put(score.getIdentity().getPairId(), score.getCategory());
        });
        Map<String, Map<CategoryAlpha, ExactMoments>> cells = new HashMap<>();
        Map<String, Map<String, ItemAccumulator>> clusters = new HashMap<>();
        items.forEach((key, item) -> {
            if (item.count() == ScoreSet.SEEDS) {
                cells.computeIfAbsent(key.scorerId(), scorer -> new HashMap<>())
                        .merge(
                                new CategoryAlpha(Objects.requireNonNull(categories.get(key.pairId())), key.alpha()),
                                ExactMoments.EMPTY.addUnits(item.meanUnits()),
                                ExactMoments::merge);
                clusters.computeIfAbsent(key.scorerId(), scorer -> new HashMap<>())
                        .merge(key.pairId(), ItemAccumulator.EMPTY.addUnits(item.meanUnits()), ItemAccumulator::merge);
            }
        });
        Map<String, ClusterMoments> pairs = new HashMap<>();
        clusters.forEach((scorer, own) -> pairs.put(scorer, ClusterMoments.of(own.values())));
        return new Figures(cells, pairs);
    }

    private static ItemKey item(MarginScore score) {
        return new ItemKey(
                ScoreSet.EXPERIMENT,
                score.getIdentity().getPairId(),
                score.getIdentity().getMethod(),
                score.getIdentity().getAlpha(),
                score.getScorerId());
    }
}
