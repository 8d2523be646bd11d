package io.steerscope.statistics.choosing;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What was selected of a category, beside what random picks would give: on average the mean score of all its images,
 * and exactly the mean distance between all of them.
 *
 * @param n images with a score
 * @param candidates those that are no near-duplicates of an earlier one
 * @param meanScore of all
 * @param meanPairwiseDistance mean of 1 - cos over pairs of all; null of one image
 * @param byRule the selections
 */
public record CategorySelection(
        int n,
        int candidates,
        double meanScore,
        @Nullable Double meanPairwiseDistance,
        Map<SelectionRule, Selection> byRule) {

    /** Copies the map; rules in their order. */
    public CategorySelection {
        Map<SelectionRule, Selection> ordered = new LinkedHashMap<>();
        for (SelectionRule rule : SelectionRule.values()) {
            Selection selection = byRule.get(rule);
            if (selection != null) {
                ordered.put(rule, selection);
            }
        }
        byRule = java.util.Collections.unmodifiableMap(ordered);
    }
}
