package io.steerscope.aggregator.image;

import io.steerscope.schemas.record.MarginScore;

/** The pixels of scored images. Used by several threads at once. */
@FunctionalInterface
public interface ImageContents {

    /**
     * The image that a score judged.
     *
     * @throws io.steerscope.interactivequeries.StateUnavailableException if it cannot be told now
     */
    ImageContent find(MarginScore score);
}
