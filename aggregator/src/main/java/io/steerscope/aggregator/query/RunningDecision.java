package io.steerscope.aggregator.query;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CellKey;
import io.steerscope.schemas.record.Decision;
import io.steerscope.statistics.stopping.StoppingDecision;

/**
 * What is decided of one cell under one scorer, and how far its items have been looked at.
 *
 * @param cell the cell and the scorer
 * @param plannedItems items that are planned
 * @param mostItems items of the cell, those included that are only made while it is undecided
 * @param looked items that the present scores and failures let be looked at, those passed over included
 * @param items those of them that have a value
 * @param mean mean of the values; null without any
 * @param waitingFor place of the item that holds the look back; null where none does
 * @param now what the present scores and failures decide; null for nothing
 * @param decision what was decided, which stands; null for nothing
 * @param stopped whether no more images of the cell are made, as every scorer that the design names has decided it
 */
public record RunningDecision(
        CellKey cell,
        long plannedItems,
        int mostItems,
        int looked,
        long items,
        @Nullable Double mean,
        @Nullable Integer waitingFor,
        @Nullable StoppingDecision now,
        @Nullable Decision decision,
        boolean stopped) {

    static RunningDecision of(CellLook look, @Nullable Decision decision, boolean stopped) {
        return new RunningDecision(
                look.cell(),
                look.planned(),
                look.pairs(),
                look.looked(),
                look.items(),
                look.mean(),
                look.waitingFor(),
                look.decision().orElse(null),
                decision,
                stopped);
    }

    /** Whether the present scores decide otherwise than was decided, or by another item. */
    public boolean differsNow() {
        if (decision == null) {
            return now != null;
        }
        return now == null
                || now.place() != decision.getPlace()
                || !now.outcome().words().equals(decision.getOutcome());
    }
}
