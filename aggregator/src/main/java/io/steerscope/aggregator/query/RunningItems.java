package io.steerscope.aggregator.query;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.ItemSize;
import io.steerscope.schemas.identity.ItemKey;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.exact.FixedPoint;
import io.steerscope.statistics.exact.ItemAccumulator;

/** The items of an experiment out of the sums of their margins. */
final class RunningItems {

    /** The order of items where nobody asks for another. */
    static final Comparator<RunningItem> ORDER = Comparator.comparing(RunningItem::category)
            .thenComparing(RunningItem::pairId)
            .thenComparing(RunningItem::method)
            .thenComparingDouble(RunningItem::alpha)
            .thenComparing(RunningItem::scorerId);

    private RunningItems() {}

    /** Those with at least one score, in {@link #ORDER}. */
    static List<RunningItem> of(Experiment experiment, Map<CategorisedItem, ItemAccumulator> sums) {
        Measure measure = DesignScope.measure(experiment);
        ItemSize size = ItemSize.of(experiment);
        return sums.entrySet().stream()
                .filter(entry -> entry.getKey().measure() == measure
                        && entry.getValue().count() > 0
                        && UnsteeredImage.named(entry.getKey().item().method()).isEmpty())
                .map(entry -> item(entry.getKey(), entry.getValue(), sums.get(source(entry.getKey())), size))
                .sorted(ORDER)
                .toList();
    }

    private static RunningItem item(
            CategorisedItem key, ItemAccumulator margins, @Nullable ItemAccumulator source, ItemSize size) {
        return new RunningItem(
                key.item().pairId(),
                key.category(),
                key.item().method(),
                key.item().alpha(),
                key.item().scorerId(),
                margins.count(),
                size.isComplete(margins.count()),
                margins.mean(),
                source == null ? null : shift(margins, source, size));
    }

    /** What an item moved by; null unless it and the unsteered images of its pair are complete. */
    static @Nullable Double shift(ItemAccumulator margins, ItemAccumulator source, ItemSize size) {
        return size.isComplete(margins.count()) && size.isComplete(source.count())
                ? FixedPoint.valueOf(margins.meanUnits() - source.meanUnits())
                : null;
    }

    /** The unsteered images of the item's pair, under its scorer. */
    private static CategorisedItem source(CategorisedItem key) {
        ItemKey item = new ItemKey(
                key.item().experimentId(),
                key.item().pairId(),
                UnsteeredImage.SOURCE.id(),
                UnsteeredImage.SOURCE.alpha(),
                key.item().scorerId());
        return new CategorisedItem(item, key.category(), key.measure());
    }
}
