package io.steerscope.aggregator.query;

import java.util.List;

import io.steerscope.schemas.record.MarginScore;

/**
 * One item and what it was made of.
 *
 * @param item the item, computed from {@code scores}
 * @param scores its scores by seed, at least one, each of another seed
 */
public record ScoredItem(RunningItem item, List<MarginScore> scores) {

    /** Copies the list. */
    public ScoredItem {
        scores = List.copyOf(scores);
    }
}
