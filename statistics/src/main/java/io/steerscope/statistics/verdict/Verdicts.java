package io.steerscope.statistics.verdict;

import java.util.List;
import java.util.Map;

import io.steerscope.statistics.interval.ConfidenceSequence;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.interval.TSequence;

/**
 * Judges a family of groups.
 *
 * <p>For each group two hypotheses are tested: "mean <= 0", whose rejection is "works", and, where a smallest effect
 * was chosen before the data were seen, "mean >= smallest effect", whose rejection is "does not"; where both fall, it
 * is "works, by less than the smallest effect". The p-values of each kind are Holm-adjusted over the whole family; a
 * group that cannot be tested takes part with a p-value of 1, so that the family does not depend on the data. Holm
 * keeps its promise with always-valid p-values too, whenever one looks: a wrong rejection needs the p-value of one of
 * the m0 true hypotheses to be at most a / m0 at some time, and each is so with probability at most a / m0.
 */
public final class Verdicts {

    private Verdicts() {}

    /**
     * The verdicts while the data arrive, by always-valid p-values of confidence sequences that are narrowest at the
     * planned n of each group. They may be looked at as often as one likes. The {@linkplain TSequence sequence for t}
     * where no group plans more than {@link PrimarySequence#LARGEST_PLAN_OF_T} values, else the
     * {@linkplain ConfidenceSequence asymptotic one}: the design decides, not the data.
     *
     * @param family all groups of the design by name, also those without values yet
     * @return the verdicts in the order of the family
     */
    public static Map<String, Verdict> whileRunning(Map<String, PlannedGroup> family, VerdictSettings settings) {
        long largestPlan =
                family.values().stream().mapToLong(PlannedGroup::plannedN).max().orElse(0);
        return PrimarySequence.ofPlan(largestPlan) == PrimarySequence.T
                ? judge(
                        family,
                        settings,
                        DecisionRule.Method.SEQUENCE_FOR_T,
                        new MeanTest.BySequenceForT(settings.alpha() / Math.max(1, family.size())))
                : judge(
                        family,
                        settings,
                        DecisionRule.Method.CONFIDENCE_SEQUENCE,
                        new MeanTest.ByAsymptoticSequence(settings.alpha()));
    }

    /**
     * The verdicts at completion, by one-sided t-tests {@linkplain
     * io.steerscope.statistics.hypothesis.SkewnessAdjustedT that allow for skewness} at the n that there is, and the
     * sign test where all values of a group are equal. They hold for one look, at an n that does not depend on the
     * values.
     *
     * @param family all groups of the design by name
     * @return the verdicts in the order of the family
     */
    public static Map<String, Verdict> atCompletion(Map<String, PlannedGroup> family, VerdictSettings settings) {
        return judge(family, settings, DecisionRule.Method.FIXED_N_T_TEST, new MeanTest.AtFixedN());
    }

    private static Map<String, Verdict> judge(
            Map<String, PlannedGroup> family, VerdictSettings settings, DecisionRule.Method method, MeanTest test) {
        List<String> names = List.copyOf(family.keySet());
        return new Judgement(family, new DecisionRule(method, settings, names), test).verdicts();
    }
}
