package io.steerscope.results.figures;

import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.verdict.Evidence;
import io.steerscope.statistics.verdict.Pending;
import io.steerscope.statistics.verdict.Verdict;

/** A verdict in the few words that a cell of a table holds. */
public final class VerdictWords {

    private static final double LARGEST_MARGIN = 2.0;

    private VerdictWords() {}

    /** The outcome, and of undecided finished groups that there is no evidence. */
    public static String outcome(Verdict verdict) {
        return verdict instanceof Verdict.Undecided undecided && undecided.pending() instanceof Pending.NoEvidence
                ? "undecided: no evidence"
                : verdict.outcome();
    }

    /** What was shown or not, with the Holm-adjusted p-values; of few items even a margin of 2 may be too small to find. */
    public static String reason(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        if (verdict instanceof Verdict.Works works) {
            return "mean above 0, %s%s"
                    .formatted(
                            Numbers.p(evidence.pWorks()),
                            works.belowSmallestEffect()
                                    ? "; below " + Numbers.margin(evidence.smallestEffect()) + ", "
                                            + Numbers.p(evidence.pDoesNot())
                                    : "");
        }
        if (verdict instanceof Verdict.DoesNot) {
            return "mean below %s, %s"
                    .formatted(Numbers.margin(evidence.smallestEffect()), Numbers.p(evidence.pDoesNot()));
        }
        Pending pending = ((Verdict.Undecided) verdict).pending();
        return pending instanceof Pending.NoEvidence ? noEvidence(evidence) : pending.words();
    }

    private static String noEvidence(Evidence evidence) {
        String above = "above 0: " + Numbers.p(evidence.pWorks());
        Double effect = evidence.smallestEffect();
        return effect == null || effect > LARGEST_MARGIN
                ? above
                : above + "; below " + Numbers.margin(effect) + ": " + Numbers.p(evidence.pDoesNot());
    }
}
