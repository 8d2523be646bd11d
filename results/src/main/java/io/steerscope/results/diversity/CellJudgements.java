package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

import io.steerscope.results.figures.CellVerdicts;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityCells;
import io.steerscope.statistics.diversity.DiversityVerdict;
import io.steerscope.statistics.embedding.BaselineAlpha;
import io.steerscope.statistics.exact.ExactMoments;
import io.steerscope.statistics.verdict.Claim;
import io.steerscope.statistics.verdict.PlannedGroup;
import io.steerscope.statistics.verdict.Verdict;
import io.steerscope.statistics.verdict.VerdictSettings;
import io.steerscope.statistics.verdict.Verdicts;

/**
 * What is said of the steered cells of a method. At completion by the one-sided t-tests of {@link DiversityCells}, and
 * for people by tests that allow for skewness; while images arrive by always-valid p-values of the confidence
 * sequences, adjusted by Holm over all steered cells of the design, so that one may look as often as one likes.
 *
 * @param byCell by category and strength
 * @param shift the verdicts on whether the margin rose that people are shown
 * @param isShift whether these are of the shift itself: of the margins of scores against unsteered images
 */
record CellJudgements(SortedMap<CategoryAlpha, CellJudgement> byCell, CellVerdicts shift, boolean isShift) {

    private static final int FEWEST_ITEMS = 2;

    /** Makes the map unmodifiable. */
    CellJudgements {
        byCell = Collections.unmodifiableSortedMap(new TreeMap<>(byCell));
    }

    /**
     * Judges the cells of a method.
     *
     * @param cells cells of the method, without those of its baseline
     * @param baseline what strengths are compared with
     * @param rules what the design says of verdicts
     */
    static CellJudgements of(List<DiversityCell> cells, BaselineAlpha baseline, VerdictRules rules) {
        Map<CategoryAlpha, Long> planned = new TreeMap<>(rules.plannedItems());
        planned.keySet().removeIf(cell -> cell.alpha() == baseline.alpha());
        SortedMap<CategoryAlpha, DiversityCell.Change> changes = new TreeMap<>();
        cells.forEach(cell -> Optional.ofNullable(cell.change())
                .ifPresent(change -> changes.put(new CategoryAlpha(cell.category(), cell.alpha()), change)));
        CellVerdicts shift = rules.shift();
        if (shift == null) {
            shift = CellVerdicts.ofMoments(
                    moments(changes, change -> change.margin().moments()),
                    planned,
                    rules.settings(),
                    rules.isFinished());
        }
        SortedMap<CategoryAlpha, CellJudgement> judgements =
                rules.isFinished() ? atCompletion(changes, planned, shift) : whileRunning(changes, planned, shift);
        return new CellJudgements(judgements, shift, rules.shift() != null);
    }

    /**
     * The verdict is by t; what is shown of a loss is by the test that allows for skewness, as what is shown of a move:
     * where a method keeps the variety of few pairs alone, contrasts are skewed to the right, and t finds a loss of
     * their mean too often.
     */
    private static SortedMap<CategoryAlpha, CellJudgement> atCompletion(
            Map<CategoryAlpha, DiversityCell.Change> changes, Map<CategoryAlpha, Long> planned, CellVerdicts shift) {
        CellVerdicts loss = CellVerdicts.ofMoments(
                moments(changes, change -> change.lossContrast().moments().negated()),
                planned,
                VerdictSettings.defaults(),
                true);
        SortedMap<CategoryAlpha, CellJudgement> judgements = new TreeMap<>();
        changes.forEach((cell, change) -> judgements.put(
                cell,
                new CellJudgement(
                        change.pHolmMarginUp(),
                        change.pHolmDiversityDown(),
                        change.verdict(),
                        DiversityVerdict.of(isAboveZero(shift, cell), isAboveZero(loss, cell)))));
        return judgements;
    }

    private static SortedMap<CategoryAlpha, CellJudgement> whileRunning(
            Map<CategoryAlpha, DiversityCell.Change> changes, Map<CategoryAlpha, Long> planned, CellVerdicts shift) {
        Map<CategoryAlpha, Double> up =
                alwaysValid(moments(changes, change -> change.margin().moments()), planned);
        Map<CategoryAlpha, Double> down = alwaysValid(
                moments(changes, change -> change.lossContrast().moments().negated()), planned);
        SortedMap<CategoryAlpha, CellJudgement> judgements = new TreeMap<>();
        changes.keySet().forEach(cell -> {
            double pUp = up.getOrDefault(cell, 1.0);
            double pDown = down.getOrDefault(cell, 1.0);
            boolean isDown = pDown <= DiversityCells.LEVEL;
            judgements.put(
                    cell,
                    new CellJudgement(
                            pUp,
                            pDown,
                            DiversityVerdict.of(pUp <= DiversityCells.LEVEL, isDown),
                            DiversityVerdict.of(isAboveZero(shift, cell), isDown)));
        });
        return judgements;
    }

    /** P-values against "mean <= 0", adjusted by Holm, that hold at every moment. */
    private static Map<CategoryAlpha, Double> alwaysValid(
            Map<CategoryAlpha, ExactMoments> moments, Map<CategoryAlpha, Long> planned) {
        Map<String, PlannedGroup> family = new LinkedHashMap<>();
        List<CategoryAlpha> cells = new ArrayList<>();
        planned.forEach((cell, items) -> {
            if (items >= FEWEST_ITEMS) {
                cells.add(cell);
                family.put(cell.key(), new PlannedGroup(moments.getOrDefault(cell, ExactMoments.EMPTY), items));
            }
        });
        Map<String, Verdict> verdicts = Verdicts.whileRunning(family, VerdictSettings.defaults());
        Map<CategoryAlpha, Double> adjusted = new TreeMap<>();
        cells.forEach(cell -> adjusted.put(
                cell,
                Optional.ofNullable(verdicts.get(cell.key()))
                        .orElseThrow()
                        .evidence()
                        .pWorks()));
        return adjusted;
    }

    private static Map<CategoryAlpha, ExactMoments> moments(
            Map<CategoryAlpha, DiversityCell.Change> changes, Function<DiversityCell.Change, ExactMoments> of) {
        Map<CategoryAlpha, ExactMoments> moments = new TreeMap<>();
        changes.forEach((cell, change) -> moments.put(cell, of.apply(change)));
        return moments;
    }

    private static boolean isAboveZero(CellVerdicts verdicts, CategoryAlpha cell) {
        return verdicts.byCell().get(cell) instanceof Verdict.Works;
    }

    /**
     * The verdict on a cell in words for people: one that is shown not to move is called so and not undecided, as the
     * table of the shift calls it.
     */
    String words(DiversityCell cell) {
        DiversityVerdict shown = of(cell).shown();
        return shown == DiversityVerdict.UNDECIDED
                        && shift.byCell().get(new CategoryAlpha(cell.category(), cell.alpha()))
                                instanceof Verdict.DoesNot
                ? Claim.MOVES.fails()
                : shown.words();
    }

    /** What is said of a cell. */
    CellJudgement of(DiversityCell cell) {
        CellJudgement found = byCell.get(new CategoryAlpha(cell.category(), cell.alpha()));
        return found == null ? CellJudgement.NONE : found;
    }
}
