package io.steerscope.statistics.geometry;

import java.util.List;

import io.steerscope.statistics.embedding.BaselineAlpha;

/**
 * What was found of one method.
 *
 * @param baseline the lowest strength; images changed in no direction where it is itself steered
 * @param images in order of pair, strength and seed
 * @param items in order of pair and strength
 * @param cells in order of category and strength
 * @param pairs in order of category and pair
 * @param categories in order
 * @param relations by strength
 */
public record DirectionResult(
        BaselineAlpha baseline,
        List<ImageDirection> images,
        List<DirectionItem> items,
        List<DirectionCell> cells,
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
}
