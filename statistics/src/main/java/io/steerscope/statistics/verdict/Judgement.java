package io.steerscope.statistics.verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.estimate.Fields;
import io.steerscope.statistics.hypothesis.MultipleTesting;
import io.steerscope.statistics.interval.ConfidenceSequence;

/** One family judged by one rule. */
final class Judgement {

    private final Map<String, PlannedGroup> family;
    private final DecisionRule rule;
    private final MeanTest test;
    private final double alpha;
    private final SmallestEffect effect;
    private final Map<String, Double> works;
    private final Map<String, Double> doesNot;
    private final double decidingAlpha;
    private final double excludingAlpha;

    Judgement(Map<String, PlannedGroup> family, DecisionRule rule, MeanTest test) {
        this.family = family;
        this.rule = rule;
        this.test = test;
        this.alpha = rule.settings().alpha();
        this.effect = rule.settings().smallestEffect();
        Map<String, Double> againstNothing = new LinkedHashMap<>();
        Map<String, Double> againstUseful = new LinkedHashMap<>();
        family.forEach((name, group) -> {
            againstNothing.put(name, againstNothing(group));
            againstUseful.put(name, againstUseful(group));
        });
        this.works = MultipleTesting.holm(againstNothing);
        this.doesNot = MultipleTesting.holm(againstUseful);
        long rejected = works.values().stream().filter(p -> p <= alpha).count();
        this.decidingAlpha = alpha / Math.max(1, family.size() - rejected);
        this.excludingAlpha = alpha / Math.max(1, family.size());
    }

    Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        family.forEach((name, group) -> verdicts.put(name, verdict(name, group)));
        return verdicts;
    }

    private Verdict verdict(String name, PlannedGroup group) {
        Evidence evidence = evidence(name, group);
        boolean useless = evidence.pDoesNot() != null && evidence.pDoesNot() <= alpha;
        if (evidence.pWorks() <= alpha) {
            return new Verdict.Works(evidence, rule, useless);
        }
        return useless
                ? new Verdict.DoesNot(evidence, rule)
                : new Verdict.Undecided(
                        evidence,
                        rule,
                        rule.method() == DecisionRule.Method.FIXED_N_T_TEST
                                ? pendingAtCompletion(group)
                                : pendingWhileRunning(group));
    }

    private Evidence evidence(String name, PlannedGroup group) {
        return new Evidence(
                Math.max(0, group.moments().n()),
                group.plannedN(),
                Fields.orNull(group.moments().mean()),
                Fields.orNull(group.moments().standardDeviation()),
                smallestEffect(group),
                Objects.requireNonNull(works.get(name)),
                effect instanceof SmallestEffect.None ? null : Objects.requireNonNull(doesNot.get(name)),
                bound(group, -1.0, decidingAlpha),
                1.0 - decidingAlpha,
                effect instanceof SmallestEffect.StandardDeviations ? null : bound(group, 1.0, excludingAlpha),
                1.0 - excludingAlpha);
    }

    /** The mean plus or minus what the test inverted leaves open; null where it bounds nothing. */
    private @Nullable Double bound(PlannedGroup group, double direction, double error) {
        if (!group.varies()) {
            return null;
        }
        double t = test.critical(error, -direction * group.skewness(), group.n(), group.plannedN());
        return Double.isInfinite(t) ? null : group.mean() + direction * t * group.standardError();
    }

    private @Nullable Double smallestEffect(PlannedGroup group) {
        if (effect instanceof SmallestEffect.Margin margin) {
            return margin.margin();
        }
        return effect instanceof SmallestEffect.StandardDeviations deviations && group.varies()
                ? (Double) (deviations.count()
                        * group.moments().standardDeviation().orElseThrow())
                : null;
    }

    private double againstNothing(PlannedGroup group) {
        if (group.varies()) {
            return test.p(group.mean() / group.standardError(), group.skewness(), group.n(), group.plannedN());
        }
        return group.hasEqualValues() && group.moments().positives() == group.n()
                ? test.pOfEqualValues(group.n())
                : 1.0;
    }

    private double againstUseful(PlannedGroup group) {
        if (group.varies()) {
            OptionalDouble t = tBelowUseful(group);
            return t.isEmpty() ? 1.0 : test.p(t.getAsDouble(), -group.skewness(), group.n(), group.plannedN());
        }
        return effect instanceof SmallestEffect.Margin margin
                        && group.hasEqualValues()
                        && group.mean() < margin.margin()
                ? test.pOfEqualValues(group.n())
                : 1.0;
    }

    /** How many standard errors of that distance the mean lies below the smallest effect. */
    private OptionalDouble tBelowUseful(PlannedGroup group) {
        if (effect instanceof SmallestEffect.Margin margin) {
            return OptionalDouble.of((margin.margin() - group.mean()) / group.standardError());
        }
        return effect instanceof SmallestEffect.StandardDeviations deviations
                ? OptionalDouble.of((deviations.count() - group.standardisedMean())
                        * Math.sqrt(group.n())
                        / group.spread(deviations.count()))
                : OptionalDouble.empty();
    }

    private Pending pendingAtCompletion(PlannedGroup group) {
        if (!group.varies()) {
            return new Pending.NoVariation();
        }
        double t = group.mean() / group.standardError();
        return StudentT.upperTail(t, group.n() - 1.0) <= decidingAlpha
                ? new Pending.TooSkewed()
                : new Pending.NoEvidence();
    }

    private Pending pendingWhileRunning(PlannedGroup group) {
        long n = group.n();
        if (rule.method() == DecisionRule.Method.CONFIDENCE_SEQUENCE && n <= ConfidenceSequence.BURN_IN) {
            return group.plannedN() <= ConfidenceSequence.BURN_IN
                    ? new Pending.BeyondPlan()
                    : new Pending.BurnIn(ConfidenceSequence.BURN_IN + 1 - n);
        }
        if (!group.varies()) {
            return n < 2 ? new Pending.BurnIn(2 - n) : new Pending.NoVariation();
        }
        OptionalLong towardsWorks = moreItems(group.standardisedMean(), group.skewness(), group, works);
        OptionalDouble below = tBelowUseful(group);
        OptionalLong towardsDoesNot = below.isEmpty()
                ? OptionalLong.empty()
                : moreItems(below.getAsDouble() / Math.sqrt(n), -group.skewness(), group, doesNot);
        if (towardsWorks.isEmpty() && towardsDoesNot.isEmpty()) {
            return new Pending.BeyondPlan();
        }
        boolean worksFirst = towardsWorks.orElse(Long.MAX_VALUE) <= towardsDoesNot.orElse(Long.MAX_VALUE);
        return new Pending.MoreItems((worksFirst ? towardsWorks : towardsDoesNot).getAsLong(), worksFirst);
    }

    /**
     * The fewest further items within the plan at which the group's p-value passes Holm's next step, by bisection: at a
     * fixed distance the always-valid p-value falls with n.
     *
     * @param distance t / sqrt n
     */
    private OptionalLong moreItems(double distance, double skewness, PlannedGroup group, Map<String, Double> adjusted) {
        long decided = adjusted.values().stream().filter(p -> p <= alpha).count();
        double threshold = alpha / Math.max(1, adjusted.size() - decided);
        long planned = group.plannedN();
        if (group.n() >= planned || pAt(planned, distance, skewness, planned) > threshold) {
            return OptionalLong.empty();
        }
        long open = group.n();
        long enough = planned;
        while (enough - open > 1) {
            long middle = open + (enough - open) / 2;
            if (pAt(middle, distance, skewness, planned) <= threshold) {
                enough = middle;
            } else {
                open = middle;
            }
        }
        return OptionalLong.of(enough - group.n());
    }

    private double pAt(long n, double distance, double skewness, long planned) {
        return test.p(distance * Math.sqrt(n), skewness, n, planned);
    }
}
