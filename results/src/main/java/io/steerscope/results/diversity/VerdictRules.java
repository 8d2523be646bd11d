package io.steerscope.results.diversity;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * What a design says of the verdicts on one method under one scorer.
 *
 * @param isFinished whether there will be no further images
 * @param plannedItems items of each cell of the design
 * @param settings level and smallest effect of the shift
 * @param shift the verdicts on the shift of the margins; null of a design without unsteered images
 */
public record VerdictRules(
        boolean isFinished,
        Map<CategoryAlpha, Long> plannedItems,
        VerdictSettings settings,
        @Nullable CellVerdicts shift) {

    /** Copies the map. */
    public VerdictRules {
        plannedItems = Map.copyOf(new TreeMap<>(plannedItems));
    }

    /** Planned items of a category. */
    long planned(String category) {
        return plannedItems.entrySet().stream()
                .filter(entry -> entry.getKey().category().equals(category))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
