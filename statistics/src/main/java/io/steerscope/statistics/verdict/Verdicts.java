package io.steerscope.statistics.verdict;

import java.util.Map;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.interval.ConfidenceSequence;

/**
 * Judges a family of groups.
 *
 * <p>For each group two hypotheses are tested: "mean <= 0", whose rejection is "works", and "mean >= smallest effect",
 * whose rejection is "does not"; where both fall, it is "works, by less than the smallest effect". The p-values of each
 * kind are Holm-adjusted over the whole family; a group that cannot be tested takes part with a p-value of 1, so that the
 * family does not depend on the data. Holm keeps its promise with always-valid p-values too, whenever one looks: a wrong
 * rejection needs the p-value of one of the m0 true hypotheses to be at most a / m0 at some time, and each is so with
 * probability at most a / m0.
 */
public final class Verdicts {

    private Verdicts() {}

    /**
     * The verdicts while the data arrive, by always-valid p-values of {@linkplain ConfidenceSequence confidence sequences}
     * tuned to the planned n of each group. They may be looked at as often as one likes.
     *
     * @param family all groups of the design by name, also those without values yet
     * @return the verdicts in the order of the family
     */
    public static Map<String, Verdict> whileRunning(Map<String, PlannedGroup> family, VerdictSettings settings) {
        double alpha = settings.alpha();
        return new Judgement(
                        family,
                        new DecisionRule(
                                DecisionRule.Method.CONFIDENCE_SEQUENCE,
                                settings,
                                family.keySet().stream().toList()),
                        (distance, n, plannedN) -> n <= ConfidenceSequence.BURN_IN
                                ? 1.0
                                : ConfidenceSequence.alwaysValidP(
                                        distance, n, ConfidenceSequence.rhoSquared(2.0 * alpha, plannedN)))
                .verdicts();
    }

    /**
     * The verdicts at completion, by one-sided t-tests at the n that there is. They hold for one look, at an n that does
     * not depend on the values.
     *
     * @param family all groups of the design by name
     * @return the verdicts in the order of the family
     */
    public static Map<String, Verdict> atCompletion(Map<String, PlannedGroup> family, VerdictSettings settings) {
        return new Judgement(
                        family,
                        new DecisionRule(
                                DecisionRule.Method.FIXED_N_T_TEST,
                                settings,
                                family.keySet().stream().toList()),
                        (distance, n, plannedN) -> StudentT.upperTail(distance * Math.sqrt(n), n - 1.0))
                .verdicts();
    }
}
