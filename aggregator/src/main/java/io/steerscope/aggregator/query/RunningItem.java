package io.steerscope.aggregator.query;

import org.jspecify.annotations.Nullable;

/**
 * One item so far.
 *
 * @param pairId the prompt pair
 * @param category its category
 * @param method the steering method
 * @param alpha the steering strength
 * @param scorerId the scorer bundle
 * @param seeds number of its images that are scored; 0 only in lists of items that lost images
 * @param complete whether it counts in figures: all seeds of the design are scored, or it has images of its own
 * @param mean mean margin over them, in [-2, 2], or mean cosine of alignments; NaN without any
 * @param shift its mean margin less that of the unsteered images of its pair; null unless both count
 */
public record RunningItem(
        String pairId,
        String category,
        String method,
        double alpha,
        String scorerId,
        long seeds,
        boolean complete,
        double mean,
        @Nullable Double shift) {}
