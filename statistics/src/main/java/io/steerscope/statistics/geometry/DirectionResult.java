package io.steerscope.statistics.geometry;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.BaselineAlpha;

/**
 * What was found of one method.
 *
 * @param baseline the lowest strength; images changed in no direction where it is itself steered
 * @param images in order of pair, strength and seed
 * @param items in order of pair and strength
 * @param cells in order of category and strength
 * @param family steered cells of the family of tests, which are all of them whatever cells are shown
 * @param pairs in order of category and pair
 * @param categories in order
 * @param relations by strength
 */
public record DirectionResult(
        BaselineAlpha baseline,
        List<ImageDirection> images,
        List<DirectionItem> items,
        List<DirectionCell> cells,
        int family,
        List<PairDirection> pairs,
        List<CategoryDirection> categories,
        List<RelationSuccess> relations) {

    /** Copies the lists. */
    public DirectionResult {
        images = List.copyOf(images);
        items = List.copyOf(items);
        cells = List.copyOf(cells);
        pairs = List.copyOf(pairs);
        categories = List.copyOf(categories);
        relations = List.copyOf(relations);
    }

    /** The same without what it says of single images and items, which grows with their number. */
    public DirectionResult summary() {
        return new DirectionResult(baseline, List.of(), List.of(), cells, family, pairs, categories, relations);
    }

    /** The same without what it says of single images. */
    public DirectionResult withoutImages() {
        return new DirectionResult(baseline, List.of(), items, cells, family, pairs, categories, relations);
    }

    /**
     * The same of one category or one strength alone. What is found over categories is left out where one is chosen.
     *
     * @param category the category, or null for all
     * @param alpha the strength, or null for all
     */
    public DirectionResult of(@Nullable String category, @Nullable Double alpha) {
        return new DirectionResult(
                baseline,
                images.stream()
                        .filter(image -> isChosen(category, image.category()) && isChosen(alpha, image.alpha()))
                        .toList(),
                items.stream()
                        .filter(item -> isChosen(category, item.category()) && isChosen(alpha, item.alpha()))
                        .toList(),
                cells.stream()
                        .filter(cell -> isChosen(category, cell.category()) && isChosen(alpha, cell.alpha()))
                        .toList(),
                family,
                pairs.stream()
                        .filter(pair -> isChosen(category, pair.category()))
                        .toList(),
                categories.stream()
                        .filter(one -> isChosen(category, one.category()))
                        .map(one -> one.ofStrength(alpha))
                        .toList(),
                category != null
                        ? List.of()
                        : relations.stream()
                                .filter(relation -> isChosen(alpha, relation.alpha()))
                                .toList());
    }

    private static boolean isChosen(@Nullable Object choice, Object value) {
        return choice == null || choice.equals(value);
    }
}
