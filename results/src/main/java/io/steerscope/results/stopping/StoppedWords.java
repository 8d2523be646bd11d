package io.steerscope.results.stopping;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.Finding;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.stopping.StoppingOutcome;

/** A stopped experiment in words. */
public final class StoppedWords {

    /** What is not shown of a stopped experiment, and why. */
    public static final String LEFT_OUT = "Left out, as they hold for an n that was fixed before: t-tests and their p,"
            + " t and bootstrap intervals, Wilson intervals of success rates, Holm by category, and the trend over alphas; and"
            + " every figure over several cells, as those that were decided late weigh more. Intervals are confidence"
            + " sequences, which hold whenever one stops.";

    /** What a mean of items is that are as many as decided. */
    public static final String BIASED = "* Biased where a cell was decided: upwards, away from 0, where it works, and"
            + " downwards where it does not, as it was stopped for being so. The bounds and intervals allow for it.";

    /** The same of analyses beside the margin. */
    public static final String BIASED_IN_ANALYSES = "Cells of this experiment were stopped when their margins decided:"
            + " means over their images are biased in the direction of the decision, and hold for the images that there are."
            + " What is said to hold at one look takes their number as given.";

    private StoppedWords() {}

    /** In how many cells a method works, in a sentence. */
    public static String headline(StoppedMethod one, StoppingPlan plan) {
        String counts = "%s works in %s of %s of category and alpha, does not in %s, and is undecided in %s"
                .formatted(
                        one.method(),
                        Numbers.count(one.count(StoppingOutcome.WORKS.words())),
                        Numbers.count(one.cells().size(), "cell"),
                        Numbers.count(one.count(StoppingOutcome.DOES_NOT.words())),
                        Numbers.count(one.cells().size()
                                - one.count(StoppingOutcome.WORKS.words())
                                - one.count(StoppingOutcome.DOES_NOT.words())));
        return "Judged by %s, %s%s."
                .formatted(
                        one.scorerId(),
                        counts,
                        one.decides()
                                ? ""
                                : ", by its confidence sequences over the images that the decisions of "
                                        + String.join(" and ", plan.scorers()) + " left");
    }

    /**
     * The answer to the question of the experiment.
     *
     * @param all what is said of stopping; null of a design that stops nothing
     */
    public static String finding(ScorerReport scorer, MethodReport method, @Nullable StoppedExperiment all) {
        return all == null
                ? Finding.sentences(scorer, method)
                : all.method(scorer.scorerId(), method.method())
                        .map(one -> headline(one, all.plan()))
                        .orElse("");
    }

    /** How many images were made of those planned, in a sentence or two. */
    public static String images(StoppedExperiment one) {
        ImageCounts images = one.images();
        List<String> parts = new ArrayList<>();
        parts.add("%s made".formatted(Numbers.count(images.made())));
        if (images.skipped() > 0) {
            parts.add("%s skipped".formatted(Numbers.count(images.skipped())));
        }
        if (images.failed() > 0) {
            parts.add("%s failed".formatted(Numbers.count(images.failed())));
        }
        if (images.open() > 0) {
            parts.add("%s still open".formatted(Numbers.count(images.open())));
        }
        String made = one.plan().goesOn()
                ? "Of %s, at most %s,"
                        .formatted(Numbers.count(images.planned(), "planned image"), Numbers.count(images.most()))
                : "Of %s".formatted(Numbers.count(images.planned(), "planned image"));
        Double share = images.shareMade();
        return "%s %s.%s"
                .formatted(
                        made,
                        String.join(", ", parts),
                        share == null ? "" : " That is %s of the planned ones.".formatted(Numbers.share(share)));
    }

    /** What decided a cell by the rule of the design, or why nothing has, in a few words. */
    static String decidedBy(StoppedCell cell) {
        CellStanding standing = cell.standing();
        if (standing instanceof CellStanding.Decided decided) {
            String rest =
                    decided.waitsFor().isEmpty() ? "" : ", goes on for " + String.join(" and ", decided.waitsFor());
            return "place %s, %s%s"
                    .formatted(
                            Numbers.count(decided.decision().getPlace()),
                            Numbers.p(decided.decision().getP()),
                            rest);
        }
        if (standing instanceof CellStanding.Undecided undecided) {
            return undecided(undecided);
        }
        return "";
    }

    /** Why a cell is undecided. */
    static String undecided(CellStanding.Undecided undecided) {
        if (undecided.now() != null) {
            return "decided by the present scores, not written yet";
        }
        if (undecided.isUsedUp()) {
            return "all items used";
        }
        return undecided.isFinished()
                ? "the item of place %s was not made".formatted(Numbers.count(undecided.nextPlace()))
                : "open at place %s".formatted(Numbers.count(undecided.nextPlace()));
    }

    /** What the present scores say otherwise than the decisions that stand, a sentence each. */
    static List<String> differences(StoppedMethod one) {
        List<String> sentences = new ArrayList<>();
        one.cells().values().forEach(cell -> {
            if (cell.standing() instanceof CellStanding.Decided decided && decided.differsNow()) {
                StoppingDecision now = decided.now();
                sentences.add(
                        "%s at alpha %s: “%s” was decided at place %s and stands; the present scores and failures %s."
                                .formatted(
                                        cell.cell().category(),
                                        cell.cell().alpha(),
                                        decided.outcome(),
                                        Numbers.count(decided.decision().getPlace()),
                                        now == null
                                                ? "would decide nothing"
                                                : "would decide “%s” at place %s"
                                                        .formatted(now.outcome().words(), Numbers.count(now.place()))));
            }
        });
        return sentences;
    }
}
