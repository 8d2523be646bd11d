package io.steerscope.results.stopping;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.HeatMap;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.RunningSummary;
import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PrimarySequence;
import io.steerscope.statistics.stopping.StoppingOutcome;

/**
 * A cell under one scorer.
 *
 * @param cell category and alpha
 * @param plannedItems items that are planned
 * @param items figures of the complete items that there are, those included that were made after the decision
 * @param images what became of its images
 * @param isStopped whether its images are not made any more, as all scorers of the design have decided it
 * @param standing what is said of it; null where it has too few planned items to be judged
 */
public record StoppedCell(
        CategoryAlpha cell,
        long plannedItems,
        RunningSummary items,
        ImageCounts images,
        boolean isStopped,
        @Nullable CellStanding standing) {

    /** The two-sided confidence sequence of the mean at the present n; null where there is none. */
    public @Nullable Interval interval() {
        if (items.burnIn()) {
            return null;
        }
        if (items.primary() == PrimarySequence.T) {
            return items.tSequence() == null ? null : items.tSequence().twoSided();
        }
        return items.sequence() == null ? null : items.sequence().twoSided();
    }

    /** The outcome, or that there is none. */
    public String outcome() {
        return standing == null ? "–" : standing.outcome();
    }

    /** The outcome and its sign on a map; null where it has too few planned items to be judged. */
    public HeatMap.@Nullable Outcome sign() {
        if (standing == null) {
            return null;
        }
        HeatMap.Sign sign = outcome().equals(StoppingOutcome.WORKS.words())
                ? HeatMap.Sign.TICK
                : outcome().equals(StoppingOutcome.DOES_NOT.words()) ? HeatMap.Sign.CROSS : HeatMap.Sign.QUESTION;
        return new HeatMap.Outcome(sign, outcome());
    }

    /** The figures without those that hold for a fixed n alone, of the sequences the one that decides. */
    RunningSummary atAnyMoment() {
        return new RunningSummary(
                items.n(),
                items.plannedN(),
                items.successes(),
                items.ties(),
                items.level(),
                items.mean(),
                items.successRate(),
                null,
                items.sd(),
                null,
                items.primary() == PrimarySequence.T ? null : items.sequence(),
                items.primary() == PrimarySequence.T ? items.tSequence() : null);
    }
}
