package io.steerscope.aggregator.query;

import org.jspecify.annotations.Nullable;

import io.steerscope.interactivequeries.InputPosition;

/**
 * Whether the aggregator has read what was there when it began. Before, its counts grow as fast as it reads, not as
 * fast as the stages work.
 *
 * <p>It has once it has passed the ends of the first position, and then the ends that the topics between its steps had
 * by that time. Safe for use by several threads.
 */
public final class CatchUp {

    private static final int STEPS = 2;

    private @Nullable InputPosition target;
    private int passed;

    /** Takes note of a position and says whether the aggregator has caught up by then. */
    public synchronized boolean isThrough(InputPosition position) {
        if (target == null) {
            target = position;
        }
        if (passed < STEPS && position.hasPassedEndsOf(target)) {
            passed++;
            target = position;
        }
        return passed == STEPS;
    }
}
