package io.steerscope.statistics.stopping;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.TSequence;
import io.steerscope.statistics.verdict.SmallestEffect;

/** A look at the items of one cell, one by one; each takes the same time. Not for several threads. */
public final class StoppingLook {

    private final StoppingRule rule;
    private final double alpha;
    private final double c;
    private final RunningMoments moments = new RunningMoments();
    private long passedOver;
    private @Nullable StoppingDecision decision;

    StoppingLook(StoppingRule rule) {
        this.rule = rule;
        this.alpha = rule.cellErrorRate();
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
        double works = p(moments.mean() / moments.standardError());
        if (works <= alpha) {
            return decision(StoppingOutcome.WORKS, works);
        }
        double doesNot = p(tBelowUseful());
        return doesNot <= alpha ? decision(StoppingOutcome.DOES_NOT, doesNot) : null;
    }

    private double p(double t) {
        return TSequence.alwaysValidP(t, moments.n(), c);
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
        double t = TSequence.criticalT(moments.n(), alpha, c);
        boolean bounded = Double.isFinite(t);
        double distance = t * moments.standardError();
        return new StoppingDecision(
                outcome,
                nextPlace() - 1,
                moments.n(),
                passedOver,
                moments.mean(),
                bounded ? moments.mean() - distance : null,
                bounded ? moments.mean() + distance : null,
                p);
    }
}
