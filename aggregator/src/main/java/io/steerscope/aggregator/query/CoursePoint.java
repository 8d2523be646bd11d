package io.steerscope.aggregator.query;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.interval.Interval;
import io.steerscope.statistics.interval.PrimarySequence;

/**
 * The running mean of a group at the moment when one of its items became complete.
 *
 * @param n number of complete items, that one included, at least 1
 * @param clusters number of pairs that these items are of; null where every pair has one item at most
 * @param at when the item's last margin was scored
 * @param mean mean of the item means
 * @param sequence which confidence sequence the interval is of
 * @param burnIn whether there are too few items, or pairs, for the sequence to claim anything
 * @param interval two-sided confidence sequence, clustered by pair where {@code clusters} is there; null without
 *     variation, and where there are too few items or pairs for one
 */
public record CoursePoint(
        long n,
        @Nullable Long clusters,
        Instant at,
        double mean,
        PrimarySequence sequence,
        boolean burnIn,
        @Nullable Interval interval) {}
