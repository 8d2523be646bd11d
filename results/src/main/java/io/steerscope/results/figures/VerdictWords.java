package io.steerscope.results.figures;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.HeatMap;
import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.verdict.Evidence;
import io.steerscope.statistics.verdict.Pending;
import io.steerscope.statistics.verdict.SmallestEffect;
import io.steerscope.statistics.verdict.Verdict;

/** A verdict in the few words that a cell of a table holds. */
public final class VerdictWords {

    private static final double LARGEST_MARGIN = 2.0;

    private VerdictWords() {}

    /**
     * The outcome; of finished groups without an effect, and without a smallest effect of interest, what is known of
     * them.
     */
    public static String outcome(Verdict verdict) {
        if (isBelowZero(verdict)) {
            return "below 0";
        }
        return verdict instanceof Verdict.Undecided undecided
                        && undecided.pending() instanceof Pending.NoEvidence
                        && verdict.rule().settings().smallestEffect() instanceof SmallestEffect.None
                ? "no effect shown"
                : verdict.outcome();
    }

    /** Whether a finished group that has no other verdict has a mean below 0, by its upper bound. */
    static boolean isBelowZero(Verdict verdict) {
        Double above = verdict.evidence().excludedAbove();
        return verdict instanceof Verdict.Undecided undecided
                && undecided.pending() instanceof Pending.NoEvidence
                && above != null
                && above < 0.0;
    }

    /** What was shown or not, with the Holm-adjusted p-value and the one-sided bound by the same test. */
    public static String reason(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        if (verdict instanceof Verdict.Works works) {
            return "mean above 0, %s%s%s"
                    .formatted(
                            Numbers.p(evidence.pWorks()),
                            evidence.lowerBound() == null ? "" : ", at least " + Numbers.margin(evidence.lowerBound()),
                            works.belowSmallestEffect()
                                    ? "; below " + Numbers.margin(evidence.smallestEffect()) + ", "
                                            + Numbers.p(evidence.pDoesNot())
                                    : "");
        }
        if (verdict instanceof Verdict.DoesNot) {
            return "mean below %s, %s%s"
                    .formatted(
                            Numbers.margin(evidence.smallestEffect()),
                            Numbers.p(evidence.pDoesNot()),
                            excluded(evidence));
        }
        Pending pending = ((Verdict.Undecided) verdict).pending();
        return pending instanceof Pending.NoEvidence
                ? noEvidence(evidence) + excluded(evidence)
                : pending.words(verdict.claim()) + excluded(evidence);
    }

    private static String noEvidence(Evidence evidence) {
        String above = "above 0: " + Numbers.p(evidence.pWorks());
        Double effect = evidence.smallestEffect();
        return effect == null
                ? above
                : above + "; below " + Numbers.margin(effect) + ": " + Numbers.p(evidence.pDoesNot());
    }

    private static String excluded(Evidence evidence) {
        Double above = excludedAbove(evidence);
        return above == null ? "" : "; effects above %s excluded".formatted(Numbers.margin(above));
    }

    /** Above what effects are excluded; null where, as of few items, even a margin of 2 is not. */
    static @Nullable Double excludedAbove(Evidence evidence) {
        Double above = evidence.excludedAbove();
        return above == null || above > LARGEST_MARGIN ? null : above;
    }

    /** Whether nothing is claimed for another reason than that the evidence shows nothing. */
    static boolean isPending(Verdict verdict) {
        return verdict instanceof Verdict.Undecided undecided && !(undecided.pending() instanceof Pending.NoEvidence);
    }

    /** That reason; empty where there is none. */
    static String pending(Verdict verdict) {
        return isPending(verdict) ? ((Verdict.Undecided) verdict).pending().words(verdict.claim()) : "";
    }

    /** The outcome and its sign on a map. */
    public static HeatMap.Outcome sign(Verdict verdict) {
        String words = outcome(verdict);
        if (verdict instanceof Verdict.Works) {
            return new HeatMap.Outcome(HeatMap.Sign.TICK, words);
        }
        if (verdict instanceof Verdict.DoesNot) {
            return new HeatMap.Outcome(HeatMap.Sign.CROSS, words);
        }
        if (isBelowZero(verdict)) {
            return new HeatMap.Outcome(HeatMap.Sign.DOWN, words);
        }
        return new HeatMap.Outcome(
                words.equals(verdict.outcome()) ? HeatMap.Sign.QUESTION : HeatMap.Sign.CIRCLE, words);
    }
}
