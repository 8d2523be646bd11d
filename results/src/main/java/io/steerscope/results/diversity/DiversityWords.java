package io.steerscope.results.diversity;

import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityVerdict;
import io.steerscope.statistics.embedding.BaselineAlpha;

/** What is claimed of the diversity of a method, in words. */
final class DiversityWords {

    /** Why there is no diversity. */
    static final String ONE_SEED = "not measurable: one seed";

    private static final int NAMED = 6;

    private DiversityWords() {}

    /** In which cells images move, and in which at the cost of their variety. */
    static String claim(MethodDiversity one) {
        String judge = "Judged by %s, ".formatted(one.scorer());
        MethodDiversity.Figures figures = one.figures();
        if (figures == null) {
            return judge + "%s: %s".formatted(one.method(), one.remark());
        }
        int steered = figures.steered().size();
        if (steered == 0) {
            return judge + "%s has no steered cell to compare with its baseline.".formatted(one.method());
        }
        String soFar = one.rules().isFinished() ? "" : " so far";
        List<DiversityCell> byCollapse = figures.shown(DiversityVerdict.MOVES_BY_COLLAPSE);
        List<DiversityCell> collapses = figures.shown(DiversityVerdict.COLLAPSES);
        List<DiversityCell> moves = figures.shown(DiversityVerdict.MOVES);
        String loss = Numbers.share(one.question().loss());
        StringBuilder text = new StringBuilder(judge)
                .append(one.method())
                .append(
                        moves.isEmpty() && byCollapse.isEmpty()
                                ? " is not shown to move images in any of %s%s"
                                        .formatted(Numbers.count(steered, "cell"), soFar)
                                : " moves images in %s of %s%s"
                                        .formatted(
                                                Numbers.count(moves.size() + byCollapse.size()),
                                                Numbers.count(steered, "cell"),
                                                soFar));
        if (hasOneSeed(figures.cells())) {
            text.append("; seed diversity is ").append(ONE_SEED).append('.');
        } else if (byCollapse.isEmpty() && collapses.isEmpty()) {
            text.append("; a loss of seed diversity of more than %s is shown in none.".formatted(loss));
        } else {
            text.append("; seed diversity falls by more than %s".formatted(loss));
            text.append(
                    byCollapse.isEmpty()
                            ? ""
                            : " in %s of these: %s".formatted(Numbers.count(byCollapse.size()), named(byCollapse)));
            text.append(
                    collapses.isEmpty()
                            ? ""
                            : "%s in %s that are not shown to move: %s"
                                    .formatted(
                                            byCollapse.isEmpty() ? "" : ", and",
                                            Numbers.count(collapses.size()),
                                            named(collapses)));
            text.append('.');
        }
        return text.toString();
    }

    /** Whether items are complete and none has a diversity, which takes two seeds. */
    static boolean hasOneSeed(List<DiversityCell> cells) {
        return cells.stream().anyMatch(cell -> cell.margin().n() > 0)
                && cells.stream().allMatch(cell -> cell.seedDiversity().n() == 0);
    }

    private static String named(List<DiversityCell> cells) {
        String names = cells.stream()
                .limit(NAMED)
                .map(cell -> VisibleText.of(cell.category()) + " at alpha " + Numbers.key(cell.alpha()))
                .collect(Collectors.joining(", "));
        return cells.size() > NAMED ? names + " and others" : names;
    }

    /** What strengths are compared with. */
    static String baseline(BaselineAlpha baseline) {
        return baseline.steered()
                ? "There are no unsteered images: the baseline is alpha %s, which is itself steered."
                        .formatted(Numbers.key(baseline.alpha()))
                : "The baseline is the unsteered images, alpha 0.";
    }

    /** The rule of the verdicts that are shown. */
    static String shownRule(MethodDiversity one, MethodDiversity.Figures figures) {
        return "\"Moves\" is said of a cell by the rule of the shift%s, \"collapses\" by %s."
                .formatted(
                        figures.judgements().isShift() ? "" : ", applied to the change of the margin",
                        one.rules().isFinished()
                                ? "the same test of the loss contrast, which allows for skewness"
                                : "the always-valid p-value of the loss contrast, as one may look again and again");
    }
}
