package io.steerscope.results.figures;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginItem;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.verdict.Claim;
import io.steerscope.statistics.verdict.DecisionRule;
import io.steerscope.statistics.verdict.Evidence;
import io.steerscope.statistics.verdict.PlannedGroup;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.Verdict;
import io.steerscope.statistics.verdict.VerdictSettings;
import io.steerscope.statistics.verdict.Verdicts;

/**
 * The verdicts on the cells of category and alpha. The family is all cells of the design that plan two items or more;
 * one that plans fewer can never be tested and has no verdict.
 *
 * @param byCell verdicts of the family, which share one rule
 */
public record CellVerdicts(SortedMap<CategoryAlpha, Verdict> byCell) {

    private static final int FEWEST_ITEMS = 2;
    private static final String SKEWED =
            " items, verdicts are wrong more often than that where items are strongly skewed:"
                    + " many small gains and few large losses for \"%s\", the reverse for \"%s\".";

    /** Makes the map unmodifiable. */
    public CellVerdicts {
        byCell = Collections.unmodifiableSortedMap(new TreeMap<>(byCell));
    }

    /**
     * Moments of the means of the complete items of each cell.
     *
     * @param items items in any order; those with other than {@code seedsPerItem} margins do not count
     */
    public static Map<CategoryAlpha, ExactMoments> moments(Collection<MarginItem> items, int seedsPerItem) {
        Map<CategoryAlpha, ExactMoments> moments = new TreeMap<>();
        items.stream()
                .filter(item -> seedsPerItem > 0 && item.margins().count() == seedsPerItem)
                .forEach(item -> moments.merge(
                        new CategoryAlpha(item.category(), item.alpha()),
                        ExactMoments.EMPTY.addUnits(item.margins().meanUnits()),
                        ExactMoments::merge));
        return moments;
    }

    /**
     * Judges the cells of a design.
     *
     * @param moments moments of the means of the complete items of each cell; a cell that is absent has none
     * @param plannedItems number of items of each cell of the design
     * @param settings level and smallest effect of interest
     * @param finished whether there will be no further items: verdicts are then those of the fixed n, else those that
     *     hold at every moment
     */
    public static CellVerdicts ofMoments(
            Map<CategoryAlpha, ExactMoments> moments,
            Map<CategoryAlpha, Long> plannedItems,
            VerdictSettings settings,
            boolean finished) {
        Map<String, CategoryAlpha> cells = new LinkedHashMap<>();
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        new TreeMap<>(plannedItems).forEach((cell, planned) -> {
            if (planned >= FEWEST_ITEMS) {
                cells.put(cell.key(), cell);
                family.put(cell.key(), new PlannedGroup(moments.getOrDefault(cell, ExactMoments.EMPTY), planned));
            }
        });
        SortedMap<CategoryAlpha, Verdict> verdicts = new TreeMap<>();
        (finished ? Verdicts.atCompletion(family, settings) : Verdicts.whileRunning(family, settings))
                .forEach((name, verdict) -> verdicts.put(cells.get(name), verdict));
        return new CellVerdicts(verdicts);
    }

    CellVerdicts scaled(double factor) {
        SortedMap<CategoryAlpha, Verdict> scaled = new TreeMap<>();
        byCell.forEach((cell, verdict) -> scaled.put(cell, verdict.scaled(factor)));
        return new CellVerdicts(scaled);
    }

    /** The rule of all verdicts, or null without any. */
    @Nullable
    public DecisionRule rule() {
        return byCell.isEmpty() ? null : byCell.values().iterator().next().rule();
    }

    private long countBelowZero() {
        return byCell.values().stream().filter(VerdictWords::isBelowZero).count();
    }

    private String belowZero() {
        return countBelowZero() == 0 ? "" : " and the mean is below 0 in " + Numbers.count(countBelowZero());
    }

    private boolean hasSmallestEffect() {
        DecisionRule rule = rule();
        return rule != null && !(rule.settings().smallestEffect() instanceof SmallestEffect.None);
    }

    /** How many cells have an outcome, such as {@code works}. */
    long count(String outcome) {
        return byCell.values().stream()
                .filter(verdict -> verdict.outcome().equals(outcome))
                .count();
    }

    /** One sentence that counts the outcomes. */
    public String sentence() {
        if (byCell.isEmpty()) {
            return "No cell of category and alpha has a verdict: the design has fewer than two pairs in each category.";
        }
        String cells = Numbers.count(byCell.size(), "cell");
        Claim claim = byCell.values().iterator().next().claim();
        String holds = Numbers.count(count(claim.holds()));
        return hasSmallestEffect()
                ? "Of %s of category and alpha it %s in %s, %s in %s, and is undecided in %s."
                        .formatted(
                                cells,
                                claim.holds(),
                                holds,
                                claim.fails(),
                                Numbers.count(count(claim.fails())),
                                Numbers.count(count("undecided")))
                : "Of %s of category and alpha it %s in %s%s; in %s no effect is shown."
                        .formatted(
                                cells,
                                claim.holds(),
                                holds,
                                belowZero(),
                                Numbers.count(count("undecided") - countBelowZero()));
    }

    /** Rule, level, family and n in sentences; empty without verdicts. */
    public String ruleSentences() {
        DecisionRule rule = rule();
        if (rule == null) {
            return "";
        }
        return "%s Level %s. Family: the %s of category and alpha. %s %s"
                .formatted(
                        rule.words(),
                        Numbers.share(rule.settings().level()),
                        Numbers.count(byCell.size(), "cell"),
                        n(),
                        bounds());
    }

    /** The levels of the one-sided bounds that stand beside the verdicts. */
    private String bounds() {
        Claim claim = byCell.values().iterator().next().claim();
        Evidence evidence = byCell.values().iterator().next().evidence();
        return ("The bounds are one-sided, by the same test: \"at least\" at level %s, which decides the family as it stands"
                        + " and holds for one cell at a time; effects are excluded at level %s, in all cells at once.%s")
                .formatted(
                        Numbers.level(evidence.decidingLevel()),
                        Numbers.level(evidence.excludedLevel()),
                        fewItems()
                                ? " Of fewer than " + Verdict.FEWEST_FOR_SKEWED_ITEMS
                                        + SKEWED.formatted(claim.holds(), claim.fails())
                                : "");
    }

    private boolean fewItems() {
        return byCell.values().stream().anyMatch(verdict -> items(verdict) < Verdict.FEWEST_FOR_SKEWED_ITEMS);
    }

    private String n() {
        long fewest =
                byCell.values().stream().mapToLong(CellVerdicts::items).min().orElse(0);
        long most =
                byCell.values().stream().mapToLong(CellVerdicts::items).max().orElse(0);
        return fewest == most
                ? "n = %s in each.".formatted(Numbers.count(most, "item"))
                : "n = %s to %s.".formatted(Numbers.count(fewest), Numbers.count(most, "item"));
    }

    private static long items(Verdict verdict) {
        return verdict.evidence().n();
    }

    /** The verdicts by field name, with their rule and the sentence that counts them. */
    public Map<String, Object> toMap() {
        Map<String, Object> cells = new LinkedHashMap<>();
        byCell.forEach((cell, verdict) -> cells.put(cell.key(), verdict.toMap()));
        Map<String, Object> fields = new LinkedHashMap<>();
        DecisionRule rule = rule();
        if (rule != null) {
            fields.put("rule", rule.toMap());
        }
        fields.put("by_category_alpha", cells);
        fields.put("sentence", sentence());
        return fields;
    }
}
