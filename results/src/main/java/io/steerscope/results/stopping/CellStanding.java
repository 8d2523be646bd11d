package io.steerscope.results.stopping;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.Decision;
import io.steerscope.statistics.stopping.StoppingDecision;
import io.steerscope.statistics.verdict.Verdict;

/** What is said of a cell under a scorer, and by what rule. */
public sealed interface CellStanding {

    /** {@code works}, {@code does not} or {@code undecided}. */
    String outcome();

    /**
     * It was decided by the design's rule, and stays so.
     *
     * @param decision what was decided
     * @param waitsFor scorers of the design that have not decided it, so that its images are still made
     * @param now what the present scores and failures would decide; null for nothing
     */
    record Decided(Decision decision, List<String> waitsFor, @Nullable StoppingDecision now) implements CellStanding {

        /** Copies the list. */
        public Decided {
            waitsFor = List.copyOf(waitsFor);
        }

        @Override
        public String outcome() {
            return decision.getOutcome();
        }

        /** Whether the present scores would decide otherwise, or at another item. */
        public boolean differsNow() {
            return now == null
                    || now.place() != decision.getPlace()
                    || !outcome().equals(now.outcome().words());
        }
    }

    /**
     * The design's rule has not decided it.
     *
     * @param nextPlace place of the item that would be looked at next; the number of items where all are used
     * @param isUsedUp whether all items are used
     * @param isFinished whether no image is to come
     * @param now what the present scores and failures decide without its being written yet; null for nothing
     */
    record Undecided(int nextPlace, boolean isUsedUp, boolean isFinished, @Nullable StoppingDecision now)
            implements CellStanding {
        @Override
        public String outcome() {
            return "undecided";
        }
    }

    /**
     * The scorer decides nothing of the design; its confidence sequence judges the items that others left.
     *
     * @param verdict what the sequence shows, as it may at every moment
     */
    record Judged(Verdict verdict) implements CellStanding {
        @Override
        public String outcome() {
            return verdict.outcome();
        }
    }
}
