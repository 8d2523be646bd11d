package io.steerscope.statistics.contrast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two sides whose margins are on different scales, each divided by its own standard deviation: of the first mean / sd
 * less that of the second. The standard deviations are those of the item means of each side within cells of category
 * and alpha, pooled over the items that are complete under both ({@link WithinCells}): one for all groups, so that
 * groups can be compared, and free of the effects themselves.
 *
 * <p>The standard deviations are estimated, and the standard errors allow for it: they are those of the delete-one-pair
 * jackknife ({@link ScaledGroups}).
 *
 * @param scales what the margins of the first and of the second side are divided by, above 0
 * @param contrast the contrast in standard deviations
 */
public record StandardisedContrast(List<Double> scales, PairedContrast contrast) {

    /** Copies the list. */
    public StandardisedContrast {
        scales = List.copyOf(scales);
    }

    /**
     * The contrast of finished margins; empty below three pairs, and where the items of a side without one of the pairs
     * do not vary within a cell.
     *
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<StandardisedContrast> atCompletion(PairedDifferences differences, double level) {
        return ScaledGroups.of(differences)
                .map(groups -> of(
                        groups,
                        PairedContrast.of(
                                differences,
                                true,
                                Set.of(),
                                (items, planned) -> groups.atFixedN(items, level),
                                Map.of())));
    }

    /**
     * The contrast of margins of which others may follow, by the asymptotic confidence sequence; empty as above.
     *
     * @param alphas alphas of the design
     * @param plannedPairs pairs of each category of the design
     * @throws IllegalArgumentException if level is not inside (0.5, 1)
     */
    public static Optional<StandardisedContrast> whileRunning(
            PairedDifferences differences, Set<Double> alphas, Map<String, Long> plannedPairs, double level) {
        return ScaledGroups.of(differences)
                .map(groups -> of(
                        groups,
                        PairedContrast.of(
                                differences,
                                false,
                                alphas,
                                (items, planned) -> groups.whileRunning(items, planned, level),
                                plannedPairs)));
    }

    /** The figures of cells alone, as {@link PairedContrast#ofCells()}. */
    public StandardisedContrast ofCells() {
        return new StandardisedContrast(scales, contrast.ofCells());
    }

    private static StandardisedContrast of(ScaledGroups groups, PairedContrast contrast) {
        return new StandardisedContrast(List.of(groups.firstScale(), groups.secondScale()), contrast);
    }

    /** Scales and figures by field name, in a fixed order; figures that are not determined are absent. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sd_of_items", scales);
        fields.putAll(contrast.figures());
        return fields;
    }
}
