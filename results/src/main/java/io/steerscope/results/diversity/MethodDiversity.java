package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.diversity.DiversityAnalysis;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityItem;
import io.steerscope.statistics.diversity.DiversityResult;
import io.steerscope.statistics.diversity.DiversityVerdict;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.diversity.ImageSet;
import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.exact.ExactMoments;

/**
 * The diversity of what one method made, judged by one scorer.
 *
 * @param scorer the scorer
 * @param method the method
 * @param question what was asked
 * @param rules what the design says of verdicts
 * @param images which images there are
 * @param figures what was found; null where nothing could be computed
 * @param remark why nothing could be computed, in one sentence; null where something was
 */
public record MethodDiversity(
        String scorer,
        String method,
        DiversityQuestion question,
        VerdictRules rules,
        LeftOutImages images,
        @Nullable Figures figures,
        @Nullable String remark) {

    private static final MeanTest NO_ITEMS = MeanTest.of(ExactMoments.EMPTY);

    /**
     * What was found.
     *
     * @param baseline what strengths are compared with
     * @param items of a category that was asked for: its items at the baseline and at the strength that was asked for;
     *     else none
     * @param cells cells of category and strength in order, those without images included
     * @param judgements what is said of them
     * @param itemsWithoutBaseline complete items that stand in no change, as those of their pair at the baseline are
     *     not complete
     * @param conditions what spectra are conditioned on, by name
     * @param spectra of the groups that were asked for
     * @param removal the regression of all images on their prompts; null without
     * @param hasIntervals whether jackknife intervals were computed
     */
    record Figures(
            BaselineAlpha baseline,
            List<DiversityItem> items,
            List<DiversityCell> cells,
            CellJudgements judgements,
            long itemsWithoutBaseline,
            List<String> conditions,
            List<GroupSpectrum> spectra,
            @Nullable PromptRegression removal,
            boolean hasIntervals) {

        Figures {
            items = List.copyOf(items);
            cells = List.copyOf(cells);
            conditions = List.copyOf(conditions);
            spectra = List.copyOf(spectra);
        }

        /** The cells that are compared with the baseline. */
        List<DiversityCell> steered() {
            return cells.stream().filter(cell -> cell.change() != null).toList();
        }

        /** The cells of which a verdict is shown. */
        List<DiversityCell> shown(DiversityVerdict... verdicts) {
            Set<DiversityVerdict> wanted = Set.of(verdicts);
            return steered().stream()
                    .filter(cell -> wanted.contains(judgements.of(cell).shown()))
                    .toList();
        }
    }

    /**
     * Analyses the images of a method.
     *
     * @param set its images and those of its baseline, in key order, with strengths
     * @param lerp items of {@code lerp} to compare with; empty where it was not run, or is the method itself
     */
    public static MethodDiversity of(
            String scorer,
            String method,
            DiversityQuestion question,
            VerdictRules rules,
            LeftOutImages images,
            ImageSet set,
            List<DiversityItem> lerp) {
        try {
            DiversityResult result = DiversityAnalysis.of(
                    set,
                    question.settings(rules.isFinished()),
                    lerp,
                    group -> question.wants(group.category(), group.alpha()));
            return new MethodDiversity(scorer, method, question, rules, images, figures(result, question, rules), null);
        } catch (ArithmeticException e) {
            return without(scorer, method, question, rules, images, "Nothing could be computed: " + e.getMessage());
        }
    }

    /** A method of which nothing could be computed. */
    public static MethodDiversity without(
            String scorer,
            String method,
            DiversityQuestion question,
            VerdictRules rules,
            LeftOutImages images,
            String remark) {
        return new MethodDiversity(scorer, method, question, rules, images, null, remark);
    }

    /** What people should know beside the figures, in sentences; empty where that is nothing. */
    String remarks() {
        String leftOut = images.sentences();
        return remark == null ? leftOut : (remark + " " + leftOut).strip();
    }

    private static Figures figures(DiversityResult result, DiversityQuestion question, VerdictRules rules) {
        BaselineAlpha baseline = Optional.ofNullable(result.baseline()).orElseThrow();
        List<DiversityCell> cells = new ArrayList<>(withEmpty(result.cells(), baseline, rules));
        CellJudgements judgements = CellJudgements.of(cells, baseline, rules);
        cells.removeIf(cell -> !question.wants(cell.category(), cell.alpha()));
        return new Figures(
                baseline,
                items(result.items(), baseline, question),
                cells,
                judgements,
                withoutBaseline(result.items(), baseline),
                result.conditions(),
                result.spectra(),
                result.removal() == null ? null : PromptRegression.of(result.removal()),
                result.hasIntervals());
    }

    /** The cells with those of the design that have no image. */
    private static List<DiversityCell> withEmpty(
            List<DiversityCell> cells, BaselineAlpha baseline, VerdictRules rules) {
        Set<CategoryAlpha> missing = new TreeSet<>();
        rules.plannedItems().keySet().forEach(cell -> {
            missing.add(cell);
            missing.add(new CategoryAlpha(cell.category(), baseline.alpha()));
        });
        cells.forEach(cell -> missing.remove(new CategoryAlpha(cell.category(), cell.alpha())));
        List<DiversityCell> all = new ArrayList<>(cells);
        missing.forEach(cell -> all.add(new DiversityCell(
                cell.category(),
                cell.alpha(),
                NO_ITEMS,
                NO_ITEMS,
                cell.alpha() == baseline.alpha()
                        ? null
                        : new DiversityCell.Change(
                                NO_ITEMS, NO_ITEMS, null, NO_ITEMS, null, 1.0, 1.0, DiversityVerdict.UNDECIDED))));
        all.sort(Comparator.comparing(DiversityCell::category).thenComparingDouble(DiversityCell::alpha));
        return all;
    }

    private static List<DiversityItem> items(
            List<DiversityItem> items, BaselineAlpha baseline, DiversityQuestion question) {
        return question.category() == null
                ? List.of()
                : items.stream()
                        .filter(item -> question.wants(item.category(), item.alpha())
                                || question.wants(item.category(), question.alpha())
                                        && item.alpha() == baseline.alpha())
                        .toList();
    }

    private static long withoutBaseline(List<DiversityItem> items, BaselineAlpha baseline) {
        Set<String> pairs = new HashSet<>();
        items.stream()
                .filter(item -> item.complete() && item.alpha() == baseline.alpha())
                .forEach(item -> pairs.add(item.pair()));
        return items.stream()
                .filter(item -> item.complete() && item.alpha() != baseline.alpha() && !pairs.contains(item.pair()))
                .count();
    }
}
