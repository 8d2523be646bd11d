package io.steerscope.results.figures;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.FurtherFigures;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.ObservedItems;
import io.steerscope.statistics.analysis.PairClusteredAnalysis;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * All results of one method under one scorer.
 *
 * @param items figures over items, as the published experiment reports them
 * @param pairs figures clustered by pair, primary where a group holds several alphas of a pair
 * @param further figures that rest on pairs as the independent units
 * @param overCategories the mean over the pairs of all categories by alpha; that at the largest is the headline
 * @param verdicts whether the method works, by category and alpha
 */
public record FinalAnalysis(
        MarginAnalysis items,
        PairClusteredAnalysis pairs,
        FurtherFigures further,
        SortedMap<Double, OverCategories> overCategories,
        CellVerdicts verdicts) {

    private static final String CLUSTERED =
            "cluster-robust t-test and cluster bootstrap of the mean over items; the clusters are the pairs";

    /**
     * Analyses the margins of a design.
     *
     * @param plannedItems items that each cell of the design has when it is complete
     * @param settings level and smallest effect of interest of the verdicts
     * @param finished whether there will be no further margins: verdicts are then those of the fixed n, else those that
     *     hold at every moment
     * @throws IllegalArgumentException as {@link MarginAnalysis#analyse} throws it
     */
    public static FinalAnalysis of(
            Collection<MarginObservation> observations,
            AnalysisOptions options,
            Map<CategoryAlpha, Long> plannedItems,
            VerdictSettings settings,
            boolean finished) {
        return of(ObservedItems.of(observations, options.expectedSeeds()), options, plannedItems, settings, finished);
    }

    /** Makes the map unmodifiable. */
    public FinalAnalysis {
        overCategories = Collections.unmodifiableSortedMap(new TreeMap<>(overCategories));
    }

    /**
     * Analyses the items of a design.
     *
     * @param observed items in any order
     */
    public static FinalAnalysis of(
            ObservedItems observed,
            AnalysisOptions options,
            Map<CategoryAlpha, Long> plannedItems,
            VerdictSettings settings,
            boolean finished) {
        Map<CategoryAlpha, ExactMoments> cells = CellVerdicts.moments(observed.items(), observed.seeds());
        return new FinalAnalysis(
                MarginAnalysis.ofItems(observed.items(), observed.seeds(), options),
                PairClusteredAnalysis.of(observed.items(), observed.seeds(), options),
                FurtherFigures.of(
                        observed,
                        options.level(),
                        settings.smallestEffect() instanceof SmallestEffect.Margin chosen ? chosen.margin() : null),
                OverCategories.byAlpha(cells, options.level()),
                CellVerdicts.ofMoments(cells, plannedItems, settings, finished));
    }

    /**
     * Analyses finished margins whose design is what they show: every category at every alpha, with as many items as
     * the category has pairs.
     *
     * @param rule which seeds an item must have to count; the expected seeds of the options are not consulted
     * @param settings level and smallest effect of interest of the verdicts
     * @throws IllegalArgumentException as {@link ObservedItems#of(Collection, SeedRule)} throws it
     */
    public static FinalAnalysis ofFinished(
            Collection<MarginObservation> observations,
            SeedRule rule,
            AnalysisOptions options,
            VerdictSettings settings) {
        FinalAnalysis analysis =
                of(ObservedItems.of(observations, rule), options, plannedItems(observations), settings, true);
        return rule.isOwn() ? analysis.withUnit(ownSeeds(observations)) : analysis;
    }

    /** The design that margins show: every category at every alpha, with as many items as the category has pairs. */
    public static Map<CategoryAlpha, Long> plannedItems(Collection<MarginObservation> observations) {
        Map<String, Set<String>> pairs = new TreeMap<>();
        Set<Double> alphas = new TreeSet<>();
        observations.forEach(observation -> {
            pairs.computeIfAbsent(observation.category(), category -> new TreeSet<>())
                    .add(observation.pairId());
            alphas.add(observation.alpha());
        });
        Map<CategoryAlpha, Long> planned = new TreeMap<>();
        pairs.forEach((category, ofCategory) ->
                alphas.forEach(alpha -> planned.put(new CategoryAlpha(category, alpha), (long) ofCategory.size())));
        return planned;
    }

    /** The same figures of a unit that is described in other words. */
    public FinalAnalysis withUnit(String unit) {
        return new FinalAnalysis(items.withUnit(unit), pairs, further, overCategories, verdicts);
    }

    private static String ownSeeds(Collection<MarginObservation> observations) {
        LongSummaryStatistics seeds = observations.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        observation -> List.of(observation.pairId(), observation.alpha()), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .summaryStatistics();
        String number = seeds.getMin() == seeds.getMax()
                ? Numbers.count(seeds.getMax())
                : Numbers.count(seeds.getMin()) + " to " + Numbers.count(seeds.getMax());
        return "(pair, alpha): mean over its own seeds, " + number + " of them; every item counts";
    }

    /** The same results in units of the margin of which {@code factor} make one. */
    public FinalAnalysis scaled(double factor) {
        SortedMap<Double, OverCategories> means = new TreeMap<>(overCategories);
        means.replaceAll((alpha, mean) -> mean.scaled(factor));
        return new FinalAnalysis(
                items.scaled(factor), pairs.scaled(factor), further.scaled(factor), means, verdicts.scaled(factor));
    }

    /**
     * Whether groups over all alphas hold several items of a pair: their clustered figures are then the primary ones.
     */
    public boolean hasSeveralAlphas() {
        return items.byAlpha().size() > 1;
    }

    /** The figure that answers the question, over all categories at the largest alpha; null without an item. */
    public @Nullable OverCategories headline() {
        return overCategories.isEmpty() ? null : overCategories.get(overCategories.lastKey());
    }

    /**
     * The figures by field name, without those that are not determined: those over items, then over pairs, verdicts.
     */
    public Map<String, Object> toMap() {
        Map<String, Object> clustered = new LinkedHashMap<>();
        clustered.put("primary", hasSeveralAlphas());
        clustered.put("method", CLUSTERED);
        clustered.put("level", items.options().level());
        clustered.putAll(pairs.toMap());
        Map<String, Object> fields = new LinkedHashMap<>(items.toMap());
        fields.put("pair_clustered", clustered);
        if (headline() != null) {
            fields.put("headline", headline().toMap());
        }
        fields.putAll(further.toMap());
        fields.put("verdicts", verdicts.toMap());
        return fields;
    }
}
