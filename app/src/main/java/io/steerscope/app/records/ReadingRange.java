package io.steerscope.app.records;

import java.util.Set;

/**
 * Which records of a topic are read.
 *
 * @param partitions the partitions; empty for all
 * @param start where each of them begins
 * @param isFollowing whether reading goes on beyond the ends that the partitions have when it begins
 */
public record ReadingRange(Set<Integer> partitions, StartOffset start, boolean isFollowing) {

    /** Copies the set. */
    public ReadingRange {
        partitions = Set.copyOf(partitions);
    }
}
