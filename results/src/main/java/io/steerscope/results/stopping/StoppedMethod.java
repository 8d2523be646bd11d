package io.steerscope.results.stopping;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.statistics.analysis.CategoryAlpha;

/**
 * A method under a scorer.
 *
 * @param scorerId the scorer
 * @param method the method
 * @param decides whether the scorer is one of those that decide cells; else it judges what they left
 * @param scores number of its scores, those without contrast left out
 * @param level confidence level of the sequences
 * @param unit what an item is
 * @param cells all cells of the design
 * @param verdicts verdicts by the sequences, which count where the scorer decides nothing
 */
public record StoppedMethod(
        String scorerId,
        String method,
        boolean decides,
        long scores,
        double level,
        String unit,
        SortedMap<CategoryAlpha, StoppedCell> cells,
        CellVerdicts verdicts) {

    /** Makes the map unmodifiable. */
    public StoppedMethod {
        cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }

    /** How many cells have an outcome. */
    public long count(String outcome) {
        return cells.values().stream()
                .filter(cell -> cell.outcome().equals(outcome))
                .count();
    }

    /** What became of the images of all cells. */
    ImageCounts images() {
        return cells.values().stream()
                .map(StoppedCell::images)
                .reduce(new ImageCounts(0, 0, 0, 0, 0), ImageCounts::plus);
    }
}
