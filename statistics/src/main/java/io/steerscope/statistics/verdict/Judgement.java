package io.steerscope.statistics.verdict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import io.steerscope.statistics.hypothesis.MultipleTesting;
import io.steerscope.statistics.interval.ConfidenceSequence;

/** One family judged by one rule. */
final class Judgement {

    /** A one-sided test of a mean in units of its standard deviation. */
    interface Test {

        /** The p-value against "distance <= 0", n at least 2. */
        double p(double distance, long n, long plannedN);
    }

    private final Map<String, PlannedGroup> family;
    private final DecisionRule rule;
    private final Test test;
    private final double alpha;
    private final Map<String, Double> smallestEffects = new LinkedHashMap<>();
    private final Map<String, Double> works;
    private final Map<String, Double> doesNot;

    Judgement(Map<String, PlannedGroup> family, DecisionRule rule, Test test) {
        this.family = family;
        this.rule = rule;
        this.test = test;
        this.alpha = rule.settings().alpha();
        Map<String, Double> againstNothing = new LinkedHashMap<>();
        Map<String, Double> againstUseful = new LinkedHashMap<>();
        family.forEach((name, group) -> {
            OptionalDouble mean = group.standardisedMean();
            if (mean.isPresent()) {
                smallestEffects.put(name, smallestEffect(group));
            }
            againstNothing.put(name, mean.isEmpty() ? 1.0 : p(mean.getAsDouble(), group));
            againstUseful.put(name, mean.isEmpty() ? 1.0 : p(shortfall(name, group), group));
        });
        this.works = MultipleTesting.holm(againstNothing);
        this.doesNot = MultipleTesting.holm(againstUseful);
    }

    Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        family.forEach((name, group) -> verdicts.put(name, verdict(name, group)));
        return verdicts;
    }

    private Verdict verdict(String name, PlannedGroup group) {
        Evidence evidence = evidence(name, group);
        boolean useless = evidence.pDoesNot() <= alpha;
        if (evidence.pWorks() <= alpha) {
            return new Verdict.Works(evidence, rule, useless);
        }
        return useless
                ? new Verdict.DoesNot(evidence, rule)
                : new Verdict.Undecided(
                        evidence,
                        rule,
                        rule.method() == DecisionRule.Method.CONFIDENCE_SEQUENCE
                                ? pendingWhileRunning(name, group)
                                : pendingAtCompletion(group));
    }

    private Evidence evidence(String name, PlannedGroup group) {
        OptionalDouble mean = group.moments().mean();
        OptionalDouble sd = group.moments().standardDeviation();
        Double smallestEffect = smallestEffects.get(name);
        return new Evidence(
                Math.max(0, group.moments().n()),
                group.plannedN(),
                mean.isPresent() ? mean.getAsDouble() : null,
                sd.isPresent() ? sd.getAsDouble() : null,
                smallestEffect == null ? null : smallestEffect * sd.getAsDouble(),
                Objects.requireNonNull(works.get(name)),
                Objects.requireNonNull(doesNot.get(name)));
    }

    private static Pending pendingAtCompletion(PlannedGroup group) {
        return group.standardisedMean().isEmpty() ? new Pending.NoVariation() : new Pending.NoEvidence();
    }

    private Pending pendingWhileRunning(String name, PlannedGroup group) {
        long n = group.moments().n();
        if (n <= ConfidenceSequence.BURN_IN) {
            return group.plannedN() <= ConfidenceSequence.BURN_IN
                    ? new Pending.BeyondPlan()
                    : new Pending.BurnIn(ConfidenceSequence.BURN_IN + 1 - n);
        }
        OptionalDouble mean = group.standardisedMean();
        if (mean.isEmpty()) {
            return new Pending.NoVariation();
        }
        OptionalLong towardsWorks = moreItems(mean.getAsDouble(), group, works);
        OptionalLong towardsDoesNot = moreItems(shortfall(name, group), group, doesNot);
        if (towardsWorks.isEmpty() && towardsDoesNot.isEmpty()) {
            return new Pending.BeyondPlan();
        }
        boolean worksFirst = towardsWorks.orElse(Long.MAX_VALUE) <= towardsDoesNot.orElse(Long.MAX_VALUE);
        return new Pending.MoreItems((worksFirst ? towardsWorks : towardsDoesNot).getAsLong(), worksFirst);
    }

    /**
     * The fewest further items within the plan at which the group's p-value passes Holm's next step, by bisection: at a
     * fixed distance the always-valid p-value falls with n.
     */
    private OptionalLong moreItems(double distance, PlannedGroup group, Map<String, Double> adjusted) {
        long decided = adjusted.values().stream().filter(p -> p <= alpha).count();
        double threshold = alpha / (adjusted.size() - decided);
        long n = group.moments().n();
        if (n >= group.plannedN() || test.p(distance, group.plannedN(), group.plannedN()) > threshold) {
            return OptionalLong.empty();
        }
        long open = n;
        long enough = group.plannedN();
        while (enough - open > 1) {
            long middle = open + (enough - open) / 2;
            if (test.p(distance, middle, group.plannedN()) <= threshold) {
                enough = middle;
            } else {
                open = middle;
            }
        }
        return OptionalLong.of(enough - n);
    }

    private double p(double distance, PlannedGroup group) {
        return test.p(distance, group.moments().n(), group.plannedN());
    }

    /** How far the mean lies below the smallest effect, in units of sqrt(n) standard errors of that distance. */
    private double shortfall(String name, PlannedGroup group) {
        double effect = Objects.requireNonNull(smallestEffects.get(name));
        double distance = effect - group.standardisedMean().orElseThrow();
        return distance / rule.settings().smallestEffect().spread(effect);
    }

    private double smallestEffect(PlannedGroup group) {
        return rule.settings()
                .smallestEffect()
                .standardised(
                        group.moments().standardDeviation().orElseThrow(), group.plannedN(), alpha / family.size());
    }
}
