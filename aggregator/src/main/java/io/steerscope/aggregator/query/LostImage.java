package io.steerscope.aggregator.query;

import io.steerscope.schemas.record.Identity;

/**
 * An image that has no score of a scorer and gets none, unless it is tried again.
 *
 * @param identity which image
 * @param category category of its pair; empty where the record that failed could not say
 * @param scorerId the scorer; empty as long as there is none
 * @param outcome {@link #FAILED} or {@link #SKIPPED}
 * @param stage stage that gave up or skipped it: generator or scorer
 * @param kind class of the failure, or why it was not wanted
 * @param reason one line that says why
 */
public record LostImage(
        Identity identity, String category, String scorerId, String outcome, String stage, String kind, String reason) {

    /** Of an image that could not be made or scored. */
    public static final String FAILED = "failed";

    /** Of an image that was not wanted any more. */
    public static final String SKIPPED = "skipped";
}
