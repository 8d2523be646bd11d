package io.steerscope.results.stopping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.steerscope.results.design.DesignScope;
import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.StoppingDesign;
import io.steerscope.statistics.stopping.StoppingRule;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * What a design says of stopping.
 *
 * @param design level, family, fewest items and scorers
 * @param smallestEffect smallest effect of interest
 * @param plannedItems planned items of each cell of a category
 * @param mostItems items of each cell of a category, those included that are only made while it is undecided
 * @param cells number of cells of the design: methods x categories x alphas
 */
public record StoppingPlan(
        StoppingDesign design,
        SmallestEffect smallestEffect,
        Map<String, Long> plannedItems,
        Map<String, Long> mostItems,
        int cells) {

    /** Copies the maps. */
    public StoppingPlan {
        plannedItems = Map.copyOf(plannedItems);
        mostItems = Map.copyOf(mostItems);
    }

    /** Of a design; empty if it does not stop cells. */
    public static Optional<StoppingPlan> of(Experiment experiment) {
        StoppingDesign design = experiment.getStop();
        if (design == null) {
            return Optional.empty();
        }
        Map<String, Long> planned = new TreeMap<>();
        Map<String, Long> most = new TreeMap<>();
        for (CategoryDesign category : experiment.getCategories()) {
            Integer plannedPairs = category.getPlannedPairs();
            planned.put(category.getCategory(), (long) (plannedPairs == null ? category.getPairs() : plannedPairs));
            most.put(category.getCategory(), (long) category.getPairs());
        }
        return Optional.of(new StoppingPlan(
                design,
                DesignScope.verdictSettings(experiment).smallestEffect(),
                planned,
                most,
                experiment.getMethods().size()
                        * experiment.getCategories().size()
                        * experiment.getAlphas().size()));
    }

    /** The rule of the cells of a category. */
    public StoppingRule rule(String category) {
        return new StoppingRule(
                design.getLevel(),
                design.getFamily(),
                smallestEffect,
                design.getFewestItems(),
                Math.max(1, plannedItems.getOrDefault(category, 1L)));
    }

    /** Level and smallest effect of the verdicts under scorers that stop nothing. */
    VerdictSettings verdictSettings() {
        return new VerdictSettings(
                design.getLevel(), smallestEffect, VerdictSettings.defaults().claim());
    }

    /** The scorers that decide, in alphabetical order. */
    List<String> scorers() {
        return design.getScorers();
    }

    /** Whether cells may go on beyond their planned items. */
    boolean goesOn() {
        return !plannedItems.equals(mostItems);
    }

    /** The confidence level of one decision. */
    double cellLevel() {
        return 1.0 - (1.0 - design.getLevel()) / design.getFamily();
    }

    /** The rule in sentences. */
    public String words() {
        boolean hasEffect = !(smallestEffect instanceof SmallestEffect.None);
        return "The items of a cell of category and alpha are looked at one by one in the order of the design. From %s on,"
                        .formatted(Numbers.count(design.getFewestItems(), "item"))
                + " it works as soon as the confidence sequence for t, of a t that allows for skewness, shows a mean margin above 0"
                + (hasEffect
                        ? ", and does not as soon as it shows one below %s, the smallest effect of interest"
                                .formatted(smallestEffect.words())
                        : "; no smallest effect of interest was chosen, so nothing is said to not work")
                + ". One-sided at level %s: %s for %s of one method. Once %s decided a cell, no more images of it are made."
                        .formatted(
                                Numbers.level(cellLevel()),
                                Numbers.share(design.getLevel()),
                                design.getFamily() == 1
                                        ? "the one cell"
                                        : "all " + Numbers.count(design.getFamily()) + " cells",
                                scorers().size() == 1
                                        ? scorers().get(0) + " has"
                                        : String.join(" and ", scorers()) + " have all");
    }

    /** The rule by field name. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", design.getLevel());
        fields.put("family", design.getFamily());
        fields.put("cell_level", cellLevel());
        fields.put("fewest_items", design.getFewestItems());
        fields.put("scorers", scorers());
        if (!(smallestEffect instanceof SmallestEffect.None)) {
            fields.put("smallest_effect", smallestEffect.words());
        }
        fields.put("words", words());
        return fields;
    }
}
