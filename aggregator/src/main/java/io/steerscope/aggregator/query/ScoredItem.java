package io.steerscope.aggregator.query;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.MarginScore;

/**
 * One item and what it was made of.
 *
 * @param item the item, computed from {@code scores}
 * @param scores its scores by seed, at least one, each of another seed
 * @param shift its mean margin less that of the unsteered images of its pair; null unless both count
 */
public record ScoredItem(RunningItem item, List<MarginScore> scores, @Nullable Double shift) {

    /** Copies the list. */
    public ScoredItem {
        scores = List.copyOf(scores);
    }
}
