package io.steerscope.statistics.contrast;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.exact.ExactMoments;

/**
 * How much the item means of one side of a contrast vary between the pairs of a cell of category and alpha, pooled over
 * the cells: S^2 = sum of squares about the means of the cells / sum of (pairs of the cell - 1). What the cells have as
 * means, the effects, has no part in it.
 */
final class WithinCells {

    private final PairedDifferences differences;
    private final ToLongFunction<PairedItem> side;
    private final SortedMap<CategoryAlpha, ExactMoments> cells = new TreeMap<>();

    WithinCells(PairedDifferences differences, ToLongFunction<PairedItem> side) {
        this.differences = differences;
        this.side = side;
        differences
                .itemsByPair()
                .forEach((pair, items) -> items.forEach((alpha, item) -> cells.merge(
                        differences.cell(pair, alpha),
                        ExactMoments.EMPTY.addUnits(side.applyAsLong(item)),
                        ExactMoments::merge)));
    }

    /** S; 0 where no cell has two pairs or none varies. */
    double standardDeviation() {
        return pooled(cells);
    }

    /** S without the items of a pair. */
    double standardDeviationWithout(String pair) {
        SortedMap<CategoryAlpha, ExactMoments> others = new TreeMap<>(cells);
        SortedMap<Double, PairedItem> items = differences.itemsByPair().getOrDefault(pair, new TreeMap<>());
        items.forEach((alpha, item) -> others.computeIfPresent(
                differences.cell(pair, alpha), (cell, moments) -> moments.removeUnits(side.applyAsLong(item))));
        return pooled(others);
    }

    private static double pooled(SortedMap<CategoryAlpha, ExactMoments> cells) {
        double squares = 0.0;
        long df = 0;
        for (ExactMoments moments : cells.values()) {
            if (moments.n() > 1) {
                squares += moments.variance().orElse(0.0) * (moments.n() - 1);
                df += moments.n() - 1;
            }
        }
        return df == 0 ? 0.0 : Math.sqrt(squares / df);
    }
}
