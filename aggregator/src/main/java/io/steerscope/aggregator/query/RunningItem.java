package io.steerscope.aggregator.query;

/**
 * One item so far.
 *
 * @param pairId the prompt pair
 * @param category its category
 * @param method the steering method
 * @param alpha the steering strength
 * @param scorerId the scorer bundle
 * @param seeds number of its seeds that are scored, at least 1
 * @param complete whether that is all of them
 * @param mean mean margin over those seeds, in [-2, 2]
 */
public record RunningItem(
        String pairId,
        String category,
        String method,
        double alpha,
        String scorerId,
        long seeds,
        boolean complete,
        double mean) {}
