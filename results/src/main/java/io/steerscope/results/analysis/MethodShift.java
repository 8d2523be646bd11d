package io.steerscope.results.analysis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.statistics.analysis.AnalysisOptions;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginObservation;
import io.steerscope.statistics.analysis.SeedRule;
import io.steerscope.statistics.contrast.PairedContrast;
import io.steerscope.statistics.contrast.Shifts;
import io.steerscope.statistics.contrast.TargetShares;
import io.steerscope.statistics.verdict.Claim;
import io.steerscope.statistics.verdict.VerdictSettings;

/**
 * What a method moved under one scorer: the margin less that of the unsteered image of the same pair and seed.
 *
 * @param scorer the scorer; null where margins tell none
 * @param method the method; null where margins tell none
 * @param itemsWithoutBaseline complete items without a shift, as an unsteered image of their pair is missing
 * @param figures mean shifts of every group with their intervals
 * @param verdicts whether it moves, by category and alpha
 * @param results all tests that the margin has; null while it is running
 * @param shares how far it went on the way to the target's own images; null without these
 */
public record MethodShift(
        @Nullable String scorer,
        @Nullable String method,
        long itemsWithoutBaseline,
        PairedContrast figures,
        CellVerdicts verdicts,
        @Nullable FinalAnalysis results,
        @Nullable TargetShares shares) {

    private static final String UNIT =
            "(pair, alpha): the item's mean margin less that of the unsteered images of its pair and seeds; only items of"
                    + " which both are complete count";

    /**
     * Margins of one method and of its baseline.
     *
     * @param steered the method's images
     * @param unsteered the unsteered images
     * @param target the images of the target's prompt, empty without any
     */
    public record Margins(
            Collection<MarginObservation> steered,
            Collection<MarginObservation> unsteered,
            Collection<MarginObservation> target) {

        /** Copies the collections. */
        public Margins {
            steered = List.copyOf(steered);
            unsteered = List.copyOf(unsteered);
            target = List.copyOf(target);
        }
    }

    /** The shift of finished margins, judged at the n that there is. */
    public static MethodShift atCompletion(
            @Nullable String scorer,
            @Nullable String method,
            Margins margins,
            SeedRule rule,
            AnalysisOptions options,
            Map<CategoryAlpha, Long> plannedItems,
            VerdictSettings settings) {
        Shifts shifts = Shifts.of(margins.steered(), margins.unsteered(), rule);
        FinalAnalysis results = FinalAnalysis.of(
                        shifts.observed(), options, plannedItems, settings.withClaim(Claim.MOVES), true)
                .withUnit(UNIT);
        return new MethodShift(
                scorer,
                method,
                shifts.itemsWithoutBaseline(),
                PairedContrast.atCompletion(shifts.differences(), options.level()),
                results.verdicts(),
                results,
                margins.target().isEmpty()
                        ? null
                        : TargetShares.atCompletion(
                                margins.steered(), margins.unsteered(), margins.target(), rule, options.level()));
    }

    /** The shift of margins of which others may follow, judged by what holds at every moment. */
    static MethodShift whileRunning(
            String scorer,
            String method,
            Margins margins,
            ContrastPlan plan,
            Map<CategoryAlpha, Long> plannedItems,
            VerdictSettings settings) {
        Shifts shifts = Shifts.of(margins.steered(), margins.unsteered(), plan.seeds());
        return new MethodShift(
                scorer,
                method,
                shifts.itemsWithoutBaseline(),
                plan.margins(shifts.differences()),
                verdicts(shifts, plannedItems, settings, false),
                null,
                margins.target().isEmpty()
                        ? null
                        : TargetShares.whileRunning(
                                margins.steered(),
                                margins.unsteered(),
                                margins.target(),
                                plan.seeds(),
                                plan.alphas(),
                                plan.level()));
    }

    /** Whether the shifts of the cells of a design are above 0. */
    static CellVerdicts verdicts(
            Shifts shifts, Map<CategoryAlpha, Long> plannedItems, VerdictSettings settings, boolean isFinished) {
        return CellVerdicts.ofMoments(shifts.moments(), plannedItems, settings.withClaim(Claim.MOVES), isFinished);
    }

    /** Whether there will be no further margins. */
    public boolean isFinished() {
        return results != null;
    }

    /** The method in a sentence. */
    String subject() {
        return method == null ? "steering" : method;
    }

    /**
     * The same figures in units of which {@code factor} make one.
     *
     * @throws NullPointerException if it is still running
     */
    public MethodShift scaled(double factor) {
        FinalAnalysis scaled = Objects.requireNonNull(results).scaled(factor);
        return new MethodShift(
                scorer, method, itemsWithoutBaseline, figures.scaled(factor), scaled.verdicts(), scaled, shares);
    }
}
