package io.steerscope.aggregator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.steerscope.aggregator.query.ExperimentProgress;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.PairPrompts;
import io.steerscope.aggregator.query.Question;
import io.steerscope.aggregator.query.RunningItem;
import io.steerscope.aggregator.query.ScoredItem;
import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.aggregator.query.Snapshots;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.ItemSize;
import io.steerscope.schemas.record.Experiment;

/**
 * A page of items. Their scores are read while it is put together, so the items must rest on the partitions that answer
 * then: where these are others, the items are read again too.
 *
 * @param words what is searched for, in lower case; each must be in a prompt of the pair or in its id
 * @param only {@code scored}, the items with at least one score, or those with an image that is {@code lost}, and so
 *     either {@code failed} or {@code skipped}
 */
record ItemPageQuestion(
        LiveStatistics statistics,
        Snapshots snapshots,
        ItemsQuestion items,
        ItemFilter filter,
        List<String> words,
        String only,
        ExperimentItems.Order order,
        boolean descending,
        int offset,
        int limit)
        implements Question<Answer> {

    @Override
    public Snapshot<Answer> ask() {
        LiveStatistics now = statistics.look();
        Snapshot<ExperimentItems> present = snapshots.get(items);
        Snapshot<ExperimentItems> snapshot =
                present.version().coverage().equals(now.version().coverage()) ? present : items.ask();
        ExperimentProgress progress = snapshot.value().progress();
        filter.require(progress);
        LostItems lost = lost(snapshot.value(), now.version());
        Map<String, PairPrompts> prompts = prompts(lost, now.version());
        List<RunningItem> matching = matching(snapshot.value(), lost, prompts);
        List<RunningItem> page = matching.stream().skip(offset).limit(limit).toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment_id", items.experimentId());
        fields.put("complete", progress.isComplete());
        if (ItemSize.of(progress.experiment()) instanceof ItemSize.Fixed size) {
            fields.put("seeds_per_item", size.images());
        }
        fields.put("total", matching.size());
        fields.put("offset", offset);
        fields.put("limit", limit);
        fields.put("items", shown(now, page, lost, prompts));
        return Answer.of(snapshot.version(), fields);
    }

    @Override
    public Optional<Question<?>> base() {
        return Optional.of(items);
    }

    private LostItems lost(ExperimentItems all, StateVersion now) {
        return only.equals("scored")
                ? LostItems.NONE
                : LostItems.of(present(new LostImagesQuestion(statistics, items.experimentId()), now), only, all);
    }

    private Map<String, PairPrompts> prompts(LostItems lost, StateVersion now) {
        return words.isEmpty() && lost.isEmpty()
                ? Map.of()
                : present(new PromptsQuestion(statistics, items.experimentId()), now);
    }

    /** The kept answer where it is as new as the items: this one is not found again when only that one changes. */
    private <V> V present(Question<V> question, StateVersion now) {
        Snapshot<V> kept = snapshots.get(question);
        return (kept.version().isAt(now) ? kept : question.ask()).value();
    }

    private List<RunningItem> matching(ExperimentItems all, LostItems lost, Map<String, PairPrompts> prompts) {
        Experiment experiment = all.progress().experiment();
        List<RunningItem> sorted =
                only.equals("scored") ? all.sorted(order, descending) : lost.sorted(order, descending);
        return sorted.stream()
                .filter(item -> filter.holds(item, experiment))
                .filter(item -> words.isEmpty()
                        || prompts.containsKey(item.pairId())
                                && prompts.get(item.pairId()).holdsAll(words))
                .toList();
    }

    /** The items of the page in their order: of those with scores as these are now, left out if they are gone. */
    private List<Map<String, Object>> shown(
            LiveStatistics now, List<RunningItem> page, LostItems lost, Map<String, PairPrompts> prompts) {
        Map<LostItems.Key, ScoredItem> byKey = scored(now, page).stream()
                .collect(Collectors.toMap(
                        one -> LostItems.Key.of(one.item()), Function.identity(), (one, other) -> one));
        List<Map<String, Object>> shown = new ArrayList<>();
        for (RunningItem item : page) {
            ScoredItem withScores = byKey.get(LostItems.Key.of(item));
            if (withScores != null) {
                shown.add(ItemFields.scored(withScores, lost.of(LostItems.Key.of(item))));
            } else if (!lost.of(LostItems.Key.of(item)).isEmpty()) {
                shown.add(ItemFields.unscored(item, prompts.get(item.pairId()), lost.of(LostItems.Key.of(item))));
            }
        }
        return shown;
    }

    private List<ScoredItem> scored(LiveStatistics now, List<RunningItem> page) {
        return now.withScores(
                items.experimentId(),
                page.stream().filter(item -> item.seeds() > 0).toList());
    }
}
