package io.steerscope.statistics.stopping;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;
import io.steerscope.statistics.interval.TSequence;
import io.steerscope.statistics.verdict.SmallestEffect;

/** A look at the items of one cell, one by one; each takes the same time. Not for several threads. */
public final class StoppingLook {

    private final StoppingRule rule;
    private final double alpha;
    private final double neededLogE;
    private final double c;
    private final RunningMoments moments = new RunningMoments();
    private long passedOver;
    private @Nullable StoppingDecision decision;

    StoppingLook(StoppingRule rule) {
        this.rule = rule;
        this.alpha = rule.cellErrorRate();
        this.neededLogE = -Math.log(alpha);
        this.c = TSequence.narrowestAt(rule.plannedItems(), 2.0 * alpha);
    }

    /** The place that is looked at next; once it is decided, the one after that which decided. */
    public int nextPlace() {
        return Math.toIntExact(moments.n() + passedOver);
    }

    /** What was decided; it stands. */
    public Optional<StoppingDecision> decision() {
        return Optional.ofNullable(decision);
    }

    /**
     * Looks at the item of the {@linkplain #nextPlace next place}. An open one is not passed: its place stays the next
     * one. Once it is decided, nothing changes any more.
     *
     * @return what is decided, by this item or one before
     */
    public Optional<StoppingDecision> add(ItemState item) {
        if (decision == null) {
            if (item instanceof ItemState.Value value) {
                moments.add(value.mean());
                decision = decide();
            } else if (item instanceof ItemState.PassedOver) {
                passedOver++;
            }
        }
        return decision();
    }

    private @Nullable StoppingDecision decide() {
        if (moments.n() < rule.fewestItems() || !moments.varies()) {
            return null;
        }
        double works = p(moments.mean() / moments.standardError(), moments.skewness());
        if (works <= alpha) {
            return decision(StoppingOutcome.WORKS, works);
        }
        double doesNot = p(tBelowUseful(), -moments.skewness());
        return doesNot <= alpha ? decision(StoppingOutcome.DOES_NOT, doesNot) : null;
    }

    /** The always-valid p-value; 1 wherever it is certain to be above the error rate of the cell. */
    private double p(double t, double skewness) {
        long n = moments.n();
        double adjusted = rule.allowsForSkewness() && t > 0.0 ? SkewnessAdjustedT.adjusted(t, skewness, n) : t;
        return adjusted <= 0.0 || largestLogE(adjusted, n) < neededLogE ? 1.0 : TSequence.alwaysValidP(adjusted, n, c);
    }

    /** An upper bound of log e, in a few operations: its logarithm of 1 + x is at most x. */
    private double largestLogE(double t, double n) {
        double q = t * t / (n - 1.0);
        return Math.log(2.0) + 0.5 * n * n * q / (n + c + c * q);
    }

    /** How many standard errors of that distance the mean lies below the smallest effect; -infinity without one. */
    private double tBelowUseful() {
        if (rule.smallestEffect() instanceof SmallestEffect.Margin margin) {
            return (margin.margin() - moments.mean()) / moments.standardError();
        }
        return rule.smallestEffect() instanceof SmallestEffect.StandardDeviations deviations
                ? (deviations.count() - moments.mean() / moments.standardDeviation())
                        * Math.sqrt(moments.n())
                        / deviations.spread(moments.skewness(), moments.excessKurtosis())
                : Double.NEGATIVE_INFINITY;
    }

    private StoppingDecision decision(StoppingOutcome outcome, double p) {
        return new StoppingDecision(
                outcome, nextPlace() - 1, moments.n(), passedOver, moments.mean(), bound(-1.0), bound(1.0), p);
    }

    /** The mean plus or minus what the test inverted leaves open; null where it bounds nothing. */
    private @Nullable Double bound(double direction) {
        long n = moments.n();
        double critical = TSequence.criticalT(n, alpha, c);
        if (Double.isInfinite(critical)) {
            return null;
        }
        double t = rule.allowsForSkewness()
                ? SkewnessAdjustedT.unadjusted(critical, -direction * moments.skewness(), n)
                : critical;
        return moments.mean() + direction * t * moments.standardError();
    }
}
