package io.steerscope.results.geometry;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.diversity.LeftOutImages;
import io.steerscope.statistics.geometry.DirectionResult;

/**
 * The direction in which a method changed images, judged by one scorer.
 *
 * @param scorer the scorer
 * @param method the method
 * @param look when it is looked at
 * @param images which images there are
 * @param result what was found, without single images, and with items where a category was chosen; null where no image
 *     has what is needed
 * @param remark why nothing could be found, in one sentence; null where something was
 */
public record MethodDirection(
        String scorer,
        String method,
        Look look,
        LeftOutImages images,
        @Nullable DirectionResult result,
        @Nullable String remark) {

    /** What people should know beside the figures, in sentences; empty where that is nothing. */
    String remarks() {
        String leftOut = images.sentences();
        return remark == null ? leftOut : (remark + " " + leftOut).strip();
    }
}
