package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.hypothesis.MultipleTesting;

/** From images and items to cells in order of category and strength. */
final class DirectionCells {

    private final Map<String, Map<Double, Content>> cells = new TreeMap<>();
    private final boolean hasUnsteered;

    private static final class Content {
        private final List<DirectionItem> complete = new ArrayList<>();
        private long withoutUnsteered;
        private long unmoved;
        private long samePrompts;
    }

    private DirectionCells(boolean hasUnsteered) {
        this.hasUnsteered = hasUnsteered;
    }

    /**
     * The cells.
     *
     * @param hasUnsteered whether there are images of strength 0 to compare with
     */
    static List<DirectionCell> of(List<ImageDirection> images, List<DirectionItem> items, boolean hasUnsteered) {
        DirectionCells cells = new DirectionCells(hasUnsteered);
        images.forEach(cells::count);
        items.forEach(cells::take);
        return cells.all();
    }

    private Content content(String category, double alpha) {
        return cells.computeIfAbsent(category, any -> new TreeMap<>()).computeIfAbsent(alpha, any -> new Content());
    }

    private void count(ImageDirection image) {
        Content content = content(image.category(), image.alpha());
        content.withoutUnsteered += image.hasUnsteered() ? 0 : 1;
        content.unmoved += image.isUnmoved() ? 1 : 0;
        content.samePrompts += image.samePrompts() ? 1 : 0;
    }

    private void take(DirectionItem item) {
        if (item.complete()) {
            content(item.category(), item.alpha()).complete.add(item);
        }
    }

    private List<DirectionCell> all() {
        List<DirectionCell> raw = new ArrayList<>();
        Map<CategoryAlpha, Double> p = new LinkedHashMap<>();
        cells.forEach((category, byAlpha) -> byAlpha.forEach((alpha, content) -> {
            DirectionCell.Change change = hasUnsteered && alpha != 0.0 ? change(content) : null;
            raw.add(new DirectionCell(category, alpha, mean(content.complete, DirectionItem::margin), change));
            if (change != null) {
                Double pGreater = change.directional().pGreater();
                p.put(new CategoryAlpha(category, alpha), pGreater == null ? 1.0 : pGreater);
            }
        }));
        Map<CategoryAlpha, Double> adjusted = MultipleTesting.holm(p);
        return raw.stream()
                .map(cell -> cell.change() == null
                        ? cell
                        : new DirectionCell(
                                cell.category(),
                                cell.alpha(),
                                cell.margin(),
                                cell.change()
                                        .adjusted(adjusted.getOrDefault(
                                                new CategoryAlpha(cell.category(), cell.alpha()), 1.0))))
                .toList();
    }

    private static DirectionCell.Change change(Content content) {
        return new DirectionCell.Change(
                figure(content, DirectionalFigures::directional),
                figure(content, DirectionalFigures::progress),
                figure(content, DirectionalFigures::step),
                figure(content, DirectionalFigures::drift),
                figure(content, DirectionalFigures::preservation),
                content.withoutUnsteered,
                content.unmoved,
                content.samePrompts,
                1.0);
    }

    private static MeanTest figure(Content content, Function<DirectionalFigures, Double> figure) {
        return mean(content.complete, item -> item.figures() == null ? null : figure.apply(item.figures()));
    }

    private static MeanTest mean(List<DirectionItem> items, Function<DirectionItem, @Nullable Double> value) {
        ExactMoments moments = ExactMoments.EMPTY;
        for (DirectionItem item : items) {
            Double of = value.apply(item);
            if (of != null) {
                moments = moments.add(of);
            }
        }
        return MeanTest.of(moments);
    }
}
